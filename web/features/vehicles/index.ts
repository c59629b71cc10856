/** What the features downstream (pricing, quoting) use of vehicles: its words and its picker. */
export { useVehicleTexts, type VehicleTexts } from './use-vehicle-texts.ts';
export { VehiclePicker } from './vehicle-picker.tsx';
export { vehicleLine, vehicleName } from './vehicle-words.ts';
