import type { Records } from './records.ts'
import type { Row } from './rows.ts'

/** The values of an address's parameters: by their names, unless the row says otherwise. */
export function paramsOf(row: Row, records: Records): Record<string, string> {
  const order = records.orders[row.order ?? 'working']
  const visit = records.visits[row.visit ?? 'coming']
  return {
    shop: records.shop,
    request_id: order.request,
    job_id: order.job,
    line_id: order.line,
    id: visit.appointment,
    code: row.visit ? visit.code : order.code,
    customer_id: records.customer,
    asset_id: records.asset,
    staff_id: records.staff,
    person: records.staff,
    role: records.ownRole,
    member: records.member,
    resource: records.technician,
    bay: records.bay,
    timeOff: records.timeOff,
    closure: records.closure,
    rate: records.taxRate,
    service: records.service,
    payment_id: records.payment,
    ...row.params?.(records),
  }
}
