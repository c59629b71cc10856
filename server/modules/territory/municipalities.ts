import type { Context } from '#platform/context';
import { sql } from '#platform/sql';

export interface Municipality {
  readonly istatCode: string;
  readonly cadastralCode: string;
  readonly name: string;
  readonly provinceCode: string;
  readonly province: string;
  readonly region: string;
}

/** A municipality by ISTAT code (six digits); undefined when the table of 6 September 2024 does not have it. */
export async function findMunicipality(ctx: Pick<Context, 'tx'>, istatCode: string): Promise<Municipality | undefined> {
  return ctx.tx.maybeRow<Municipality>(sql`
    select m.istat_code as "istatCode", m.cadastral_code as "cadastralCode", m.name, m.province_code as "provinceCode",
      p.name as province, p.region
    from territory.municipalities m join territory.provinces p on p.code = m.province_code where m.istat_code = ${istatCode}`);
}
