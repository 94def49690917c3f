import type { ReactNode } from 'react'
import { cx } from './class-names.ts'

export interface Column<Row> {
  key: string
  head: string
  cell: (row: Row) => ReactNode
  /** Figures stand at the end, so that units lie under units. */
  align?: 'start' | 'end'
  /** As narrow as its content. */
  tight?: boolean
  /** The row's name: one column, the first unless another says so. */
  rowHead?: boolean
  /** In a narrow stack: whole width without its label. */
  whole?: boolean
  /** In a narrow stack: at the end of the row's name, without its label. */
  beside?: boolean
  /** The head is read aloud only (a column of buttons). */
  headHidden?: boolean
  /** The foot of the column: a total. */
  foot?: ReactNode
}

export interface DataTableProps<Row> {
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** What the table shows; `captionHidden` where a heading above says it already. */
  caption: ReactNode
  captionHidden?: boolean
  dense?: boolean
  /** Never stack: a short table of figures that fits a phone. */
  fixed?: boolean
}

// Stacked rows lose the display of a table, and in some browsers its meaning with it: the roles say it again.
const roles = {
  table: { role: 'table' },
  rowgroup: { role: 'rowgroup' },
  row: { role: 'row' },
  columnheader: { role: 'columnheader' },
  rowheader: { role: 'rowheader' },
  cell: { role: 'cell' },
} as const

/** A native table. Where its place is narrow each row becomes a stack of labelled values. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { columns, rows, rowKey, caption, captionHidden, dense, fixed } = props
  const heads = columns.some((column) => column.rowHead)
  const isHead = (column: Column<Row>, index: number) => (heads ? Boolean(column.rowHead) : index === 0)
  const foot = columns.some((column) => column.foot !== undefined)
  return (
    <div className="table-wrap">
      <table {...roles.table} className={cx('table', !fixed && 'table-stack', dense && 'table-dense')}>
        <caption className={captionHidden ? 'sr-only' : undefined}>{caption}</caption>
        <thead {...roles.rowgroup}>
          <tr {...roles.row}>
            {columns.map((column) => (
              <th key={column.key} {...roles.columnheader} scope="col" className={cellClass(column)}>
                {column.headHidden ? <span className="sr-only">{column.head}</span> : column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...roles.rowgroup}>
          {rows.map((row) => (
            <tr key={rowKey(row)} {...roles.row}>
              {columns.map((column, index) => (
                <BodyCell key={column.key} column={column} head={isHead(column, index)}>
                  {column.cell(row)}
                </BodyCell>
              ))}
            </tr>
          ))}
        </tbody>
        {foot ? <Foot columns={columns} isHead={isHead} /> : null}
      </table>
    </div>
  )
}

function cellClass<Row>({ align, tight, whole, beside }: Column<Row>): string | undefined {
  const stacked = beside ? 'stack-beside' : whole && 'stack-whole'
  return cx(align === 'end' && 'end', tight && 'tight', stacked) || undefined
}

function BodyCell<Row>({
  column,
  head,
  children,
}: {
  column: Column<Row>
  head: boolean
  children: ReactNode
}) {
  const label = column.headHidden ? undefined : column.head
  if (head) {
    return (
      <th {...roles.rowheader} scope="row" className={cellClass(column)} data-label={label}>
        {children}
      </th>
    )
  }
  return (
    <td {...roles.cell} className={cellClass(column)} data-label={label}>
      {children}
    </td>
  )
}

interface FootProps<Row> {
  columns: readonly Column<Row>[]
  isHead: (column: Column<Row>, index: number) => boolean
}

function Foot<Row>({ columns, isHead }: FootProps<Row>) {
  return (
    <tfoot {...roles.rowgroup}>
      <tr {...roles.row}>
        {columns.map((column, index) => (
          <BodyCell
            key={column.key}
            column={column}
            head={column.foot !== undefined && isHead(column, index)}
          >
            {column.foot}
          </BodyCell>
        ))}
      </tr>
    </tfoot>
  )
}
