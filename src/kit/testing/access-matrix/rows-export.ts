import { type Row, row } from './rows.ts'
import { inShop } from './who.ts'

/** Taking all data of a shop along. */
export const exportRows: Row[] = [
  row('GET /api/shops/{shop}/export', inShop('data.export')),
  row('POST /api/shops/{shop}/export', inShop('data.export')),
  row('form /desk/:shop/compliance take', inShop('data.export')),
]
