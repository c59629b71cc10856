/** What the features downstream (pricing, quoting) use of vehicles: its words, its picker and its configurator. */
export { useVehicleTexts, type VehicleTexts } from './use-vehicle-texts.ts';
export { VehiclePicker } from './vehicle-picker.tsx';
export { Configurator, type ConfiguratorProps } from './configurator/configurator.tsx';
export { type ConfiguredChoice, type ConfiguredOption } from './configurator/configuration-state.ts';
export { TechnicalData } from './configurator/technical-data.tsx';
export { vehicleLine, vehicleName } from './vehicle-words.ts';
