import { useTranslations } from 'use-intl'
import { pageCtx } from '../../../../kit/http/page-context.ts'
import { localDate } from '../../../../kit/time.ts'
import { useDocument, usePaths } from '../../../../web/document.ts'
import { Head } from '../../../../web/head.tsx'
import { Printer } from '../../../../web/icons.tsx'
import { Button, LinkButton, SubmitButton } from '../../../../web/ui/button.tsx'
import { DataTable } from '../../../../web/ui/data-table.tsx'
import { EmptyState } from '../../../../web/ui/empty-state.tsx'
import { Form } from '../../../../web/ui/form.tsx'
import { PageHeader } from '../../../../web/ui/page.tsx'
import { Plate } from '../../../../web/ui/plate.tsx'
import { StatusTag } from '../../../../web/ui/status-tag.tsx'
import { PhoneLink, When } from '../../../../web/ui/values.tsx'
import { findShop } from '../../../shops/find.ts'
import { localText } from '../../../shops/pages/local-text.ts'
import { PlainDate } from '../../../shops/pages/hours.tsx'
import { DateField } from '../../../shops/pages/settings/date-field.tsx'
import { typedDate } from '../../../shops/pages/settings/typed-date.ts'
import { dayCustomers } from '../../day-customers.ts'
import { readVisits } from '../read-visits.ts'
import type { Route } from './+types/day-customers.ts'

export { headers } from '../../../accounts/pages/no-store.ts'

/** Who is booked on a date. */
export async function loader({ context, params, url }: Route.LoaderArgs) {
  const ctx = pageCtx(context)
  const shop = await findShop(ctx, params.shop)
  const typed = typedDate().safeParse(url.searchParams.get('date') ?? '').data
  const date = typed ?? localDate(ctx.now, shop.timezone)
  const visits = await readVisits(ctx, shop, await dayCustomers(ctx, shop, date))
  return {
    slug: shop.slug,
    shop: shop.name,
    date: date.toString(),
    rows: visits.map(({ id, startsAt, status, order, customer, phone, asset, what }) => ({
      id,
      startsAt,
      status,
      order,
      name: customer?.name ?? '',
      phone,
      asset,
      what,
    })),
  }
}

/** Who comes today, with their phones: to print, to carry away. */
export default function DayCustomers({ loaderData: { slug, shop, date, rows } }: Route.ComponentProps) {
  const t = useTranslations('schedule')
  const to = usePaths()
  const { locale } = useDocument()
  return (
    <>
      <Head title={t('day.title')} hidden />
      <PageHeader
        title={t('day.title')}
        lead={
          <>
            {shop} · <PlainDate date={date} />
          </>
        }
        actions={
          <>
            <Button kind="quiet" icon={<Printer />} className="max-md:hidden" onClick={() => window.print()}>
              {t('day.print')}
            </Button>
            <LinkButton to={to.dayCustomersFile(slug, { date })} kind="quiet" reloadDocument>
              {t('day.export')}
            </LinkButton>
          </>
        }
      />
      <Form method="get" className="no-print mb-6">
        <div className="flex flex-wrap items-end gap-3">
          <DateField name="date" label={t('day.date')} defaultValue={date} />
          <SubmitButton kind="quiet">{t('day.show')}</SubmitButton>
        </div>
      </Form>
      {rows.length === 0 ? (
        <EmptyState title={t('day.none')} />
      ) : (
        <DataTable
          caption={t('day.lead')}
          captionHidden
          rows={rows}
          rowKey={(row) => row.id}
          columns={[
            {
              key: 'name',
              head: t('day.name'),
              rowHead: true,
              cell: (row) => <bdi>{row.name}</bdi>,
            },
            { key: 'time', head: t('day.time'), cell: (row) => <When at={row.startsAt} show="time" /> },
            {
              key: 'phone',
              head: t('day.phone'),
              cell: (row) =>
                row.phone ? <PhoneLink phone={row.phone.number}>{row.phone.text}</PhoneLink> : '–',
            },
            {
              key: 'asset',
              head: t('day.asset'),
              cell: (row) => (
                <span className="inline-flex flex-wrap items-center gap-2">
                  <bdi>{localText(row.asset?.name ?? '', locale)}</bdi>
                  {row.asset?.plate ? <Plate plate={row.asset.plate} /> : null}
                </span>
              ),
            },
            {
              key: 'service',
              head: t('day.service'),
              cell: (row) => <bdi>{localText(row.what, locale)}</bdi>,
            },
            {
              key: 'status',
              head: t('day.status'),
              cell: (row) => <StatusTag kind="appointment" status={row.status} plain />,
            },
          ]}
        />
      )}
    </>
  )
}
