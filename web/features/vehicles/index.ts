/** What the features downstream (pricing, quoting) use of vehicles: its words, its picker, its configurator, the picture of a car, holding it. */
export { useVehicleTexts, type VehicleTexts } from './use-vehicle-texts.ts';
export { VehiclePicker } from './vehicle-picker.tsx';
export { Configurator, type ConfiguratorProps } from './configurator/configurator.tsx';
export { type ConfiguredChoice, type ConfiguredOption } from './configurator/configuration-state.ts';
export { TechnicalData } from './configurator/technical-data.tsx';
export { Thumb } from './stock/thumb.tsx';
export { ReservePanel, useReserved } from './stock/reserve-panel.tsx';
export { vehicleLine, vehicleName } from './vehicle-words.ts';
