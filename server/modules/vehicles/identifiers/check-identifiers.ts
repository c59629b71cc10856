/** VIN and plate of one car as they come to the door: tidied, or refused with words that say what to do. Pure. */
import { checkPlate, type PlateFault, type PlateWarning } from './check-plate.ts';
import { checkVin, type VinFault, type VinWarning } from './check-vin.ts';

export interface IdentifierFault {
  readonly field: 'vin' | 'plate';
  readonly code: VinFault | PlateFault;
  /** What was probably meant; null when nothing comes to mind. */
  readonly suggestion: string | null;
}

export interface CheckedIdentifiers {
  /** In capitals without spaces, points and hyphens. */
  readonly vin: string;
  readonly plate: string | null;
  readonly faults: readonly IdentifierFault[];
  /** For a second look; the car comes in. */
  readonly warnings: readonly (VinWarning | PlateWarning)[];
}

/** Checks both. A car without a plate (new, or not yet registered) is in order; an empty text counts as none. */
export function checkIdentifiers(car: {
  readonly vin: string;
  readonly plate: string | null;
  readonly plateCountry?: string | undefined;
  readonly firstRegistrationOn: string | null;
}): CheckedIdentifiers {
  const vin = checkVin(car.vin);
  const faults: IdentifierFault[] = vin.fault === null ? [] : [{ field: 'vin', code: vin.fault, suggestion: vin.suggestion }];
  if (car.plate === null || car.plate.trim() === '') return { vin: vin.vin, plate: null, faults, warnings: vin.warnings };
  const plate = checkPlate(car.plate, { country: car.plateCountry, registeredOn: car.firstRegistrationOn });
  if (plate.fault !== null) faults.push({ field: 'plate', code: plate.fault, suggestion: plate.suggestion });
  return { vin: vin.vin, plate: plate.plate, faults, warnings: [...vin.warnings, ...plate.warnings] };
}

/** Words for faults and warnings; a suggestion follows them. */
export const identifierWords: Readonly<Record<VinFault | PlateFault | VinWarning | PlateWarning, { readonly it: string; readonly en: string }>> = {
  vin_missing: { it: 'Il telaio manca.', en: 'The VIN is missing.' },
  vin_length: { it: 'Il telaio ha 17 caratteri.', en: 'A VIN has 17 characters.' },
  vin_letter_never_used: { it: 'Nel telaio non si usano le lettere I, O e Q.', en: 'A VIN never holds the letters I, O and Q.' },
  vin_sign: { it: 'Il telaio ha solo lettere e cifre.', en: 'A VIN holds letters and digits alone.' },
  vin_check_digit: { it: 'La cifra di controllo del telaio non torna: rileggilo sul libretto.', en: 'The check digit of the VIN does not fit: read it again in the registration document.' },
  vin_serial: { it: 'Il telaio di solito finisce con quattro cifre: rileggilo.', en: 'A VIN usually ends in four digits: read it again.' },
  plate_missing: { it: 'La targa manca.', en: 'The plate is missing.' },
  plate_form: { it: 'Non è una targa italiana: correggila o indica il Paese.', en: 'This is no Italian plate: correct it or give the country.' },
  plate_letter_never_used: { it: 'Nelle targhe italiane non si usano I, O, Q e U.', en: 'Italian plates never hold I, O, Q and U.' },
  plate_sign: { it: 'La targa ha solo lettere e cifre, al massimo 12.', en: 'A plate holds letters and digits alone, at most 12.' },
  plate_older_than_car: { it: 'La targa è di un tipo finito prima che l’auto fosse immatricolata: controlla targa e data.', en: 'Plates of this form had ended when the car was registered: check plate and day.' },
};
