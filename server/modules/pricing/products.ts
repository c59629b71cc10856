/** SQL that reads the financial products, for those who make offers of them. */
import type { Context } from '#platform/context';
import { sql } from '#platform/sql';
import type { OfferConditions, OfferPlan } from './api.ts';
import { productOf, type OfferRow } from './offers.ts';

export interface Product {
  readonly productId: string;
  readonly product: OfferConditions['product'];
  readonly plan: OfferPlan;
  readonly minFinancedCents: number;
  readonly maxFinancedCents: number;
  readonly charges: OfferConditions['charges'];
}

type ProductRow = Pick<
  OfferRow,
  | 'product_id' | 'product_code' | 'product_name_it' | 'product_name_en' | 'plan' | 'balloon_at' | 'vat_rate_ppm' | 'lease_mode' | 'option_min_ppm' | 'option_max_ppm'
  | 'min_financed_cents' | 'max_financed_cents' | 'charges'
>;

/** All products, by name. */
export async function listProducts(ctx: Context): Promise<Product[]> {
  const rows = await ctx.tx.rows<ProductRow>(sql`
    select p.id as product_id, p.code as product_code, p.name_it as product_name_it, p.name_en as product_name_en, p.plan, p.balloon_at, p.vat_rate_ppm, p.lease_mode,
      p.option_min_ppm, p.option_max_ppm, p.min_financed_cents, p.max_financed_cents, p.charges
    from pricing.financial_products p where p.tenant_id = ${ctx.tenant.id} order by p.name_it, p.code`);
  return rows.map((row) => ({
    productId: row.product_id,
    product: productOf(row),
    plan: row.plan,
    minFinancedCents: row.min_financed_cents,
    maxFinancedCents: row.max_financed_cents,
    charges: row.charges,
  }));
}

/** Price over a term of all insurance that secures the repayment: a part that is fixed and one for each month. */
export async function creditInsurance(ctx: Context): Promise<(months: number) => number> {
  const { fixed, monthly } = await ctx.tx.row<{ fixed: number; monthly: number }>(sql`
    select coalesce(sum(s.fixed_cents), 0)::bigint as fixed, coalesce(sum(s.monthly_cents), 0)::bigint as monthly
    from pricing.services s where s.tenant_id = ${ctx.tenant.id} and s.secures_credit`);
  return (months) => fixed + monthly * months;
}
