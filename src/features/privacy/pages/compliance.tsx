import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { z } from 'zod'
import { can } from '../../../kit/access/index.ts'
import { formAction } from '../../../kit/http/forms.ts'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { translator } from '../../../kit/i18n/translator.ts'
import { paperUrl } from '../../../kit/papers/links.ts'
import { formatNumber } from '../../../kit/time/format.ts'
import { useDocument, usePaths } from '../../../web/document.ts'
import { Head } from '../../../web/head.tsx'
import { paths } from '../../../web/paths.ts'
import { LinkButton, SubmitButton } from '../../../web/ui/button.tsx'
import { Form, FormProblem, FormScope } from '../../../web/ui/form.tsx'
import { TextInput } from '../../../web/ui/inputs.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { PageHeader, Section, Sections } from '../../../web/ui/page.tsx'
import { Ltr, When } from '../../../web/ui/values.tsx'
import { findShop } from '../../shops/find.ts'
import { askShopExport } from '../ask-shop-export.ts'
import { KeepBooks, keepBooks, readCompliance } from '../compliance.ts'
import { keepWords } from '../retention-words.ts'
import type { Route } from './+types/compliance.ts'
import { ConsentTable, RetentionTable } from './compliance-tables.tsx'
import { shopCopy } from './shop-copy.ts'
import { TakeShop } from './take-shop.tsx'

/** Everything on the page; the words of the rules are the server's. */
export async function loader({ context, params, url }: Route.LoaderArgs) {
  const ctx = pageCtx(context)
  const shop = await findShop(ctx, params.shop)
  const found = await readCompliance(ctx, shop)
  const t = translator(ctx.locale, 'privacy')
  return {
    slug: shop.slug,
    may: {
      edit: can(ctx, 'shop.edit', { shopId: shop.id }),
      rule: can(ctx, 'roles.edit', { shopId: shop.id }),
    },
    take: await shopCopy(ctx, shop),
    saved: url.searchParams.has('saved'),
    erasures: found.erasures.map(({ id, customerId, dueAt, failures, retryAt }) => ({
      id,
      customerId,
      at: dueAt.toString(),
      failures,
      retryAt: retryAt?.toString() ?? null,
    })),
    exports: found.exports
      .filter(({ readyAt }) => readyAt === null)
      .map(({ id, customerId, askedAt }) => ({ id, customerId, at: askedAt.toString() })),
    certificates: found.certificates.map(({ id, madeAt, certificate }) => ({
      id,
      number: certificate.number,
      at: madeAt.toString(),
      pdf: paperUrl(ctx, 'certificate', id, ctx.locale),
    })),
    customers: found.customers,
    consents: found.consents.map((one) => ({ ...one, name: t(`consents.purpose.${one.purpose}`) })),
    booksYears: found.booksYears,
    retention: found.retention.map(({ rule, keep }) => ({
      rule,
      what: t(`retention.${rule}.what`),
      why: t(`retention.${rule}.why`),
      howLong: keepWords(keep, ctx.locale),
    })),
    secondFactor: found.secondFactor,
    seal: found.seal && { ...found.seal, sealedAt: found.seal.sealedAt.toString() },
  }
}

/** Sets for how long the books are kept, or has a copy made of the whole shop. */
export function action(args: Route.ActionArgs) {
  switch (args.url.searchParams.get('do')) {
    case 'take':
      return formAction(args, z.strictObject({}), async (ctx) => {
        const shop = await findShop(ctx, args.params.shop)
        await askShopExport(ctx, shop)
        return paths(ctx.locale).compliance(shop.slug)
      })
    default:
      return formAction(args, KeepBooks, async (ctx, input) => {
        const shop = await findShop(ctx, args.params.shop)
        await keepBooks(ctx, shop, input)
        return paths(ctx.locale).compliance(shop.slug, { saved: 1 })
      })
  }
}

type Data = Route.ComponentProps['loaderData']

/** Does this shop treat people's data as it must, and can it show that? */
export default function Compliance({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('compliance')
  const to = usePaths()
  return (
    <>
      <Head title={t('title')} hidden />
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        actions={<LinkButton to={to.audit(loaderData.slug)}>{t('audit')}</LinkButton>}
      />
      {loaderData.saved && !actionData ? (
        <div className="mb-6">
          <Notice kind="ready">{t('saved')}</Notice>
        </div>
      ) : null}
      <FormScope problem={actionData?.values['years'] === undefined ? actionData?.problem : undefined}>
        <FormProblem />
      </FormScope>
      <div className="grid gap-x-12 gap-y-10 xl:grid-cols-2">
        <Sections className="min-w-0 content-start">
          <Requests data={loaderData} />
          <Certificates data={loaderData} />
          <Section title={t('consents')}>
            {loaderData.consents.length === 0 ? (
              <p className="text-ink-2">{t('noConsents')}</p>
            ) : (
              <ConsentTable
                rows={loaderData.consents}
                caption={t('consentsOf', { count: loaderData.customers })}
              />
            )}
          </Section>
        </Sections>
        <Sections className="min-w-0 content-start">
          <Factor data={loaderData} />
          <Seal seal={loaderData.seal} />
          <Section title={t('card')}>
            <p className="measure">{t('cardText')}</p>
          </Section>
          <Books data={loaderData} problem={actionData} />
          {loaderData.take ? <TakeShop take={loaderData.take} /> : null}
        </Sections>
        <Section title={t('retention')} className="min-w-0 xl:col-span-2">
          <RetentionTable rows={loaderData.retention} />
        </Section>
      </div>
    </>
  )
}

function Requests({ data: { erasures, exports, slug } }: { data: Data }) {
  const t = useTranslations('compliance')
  const to = usePaths()
  const rows = [
    ...erasures.map((one) => ({ ...one, key: one.customerId ? 'erasureOf' : 'erasureOfPerson' }) as const),
    ...exports.map((one) => ({ ...one, key: 'exportOf', failures: 0, retryAt: null }) as const),
  ]
  return (
    <Section title={t('requests')}>
      {rows.length === 0 ? <p className="text-ink-2">{t('noRequests')}</p> : null}
      <ul className="divide-y divide-line empty:hidden">
        {rows.map(({ id, key, at, customerId, failures, retryAt }) => (
          <li key={id} className="flex flex-wrap justify-between gap-4 py-2">
            <span>
              {t.rich(key, { date: () => <When at={at} show="dateTime" dateForm="medium" /> })}
              {retryAt ? (
                <span className="small block text-blocked">
                  {t.rich('failed', {
                    count: failures,
                    date: () => <When at={retryAt} show="dateTime" dateForm="medium" />,
                  })}
                </span>
              ) : null}
            </span>
            {customerId ? (
              <Link className="link" to={to.customer(slug, customerId)}>
                {t('customer')}
              </Link>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Certificates({ data: { certificates } }: { data: Data }) {
  const t = useTranslations('compliance')
  return (
    <Section title={t('certificates')}>
      {certificates.length === 0 ? <p className="text-ink-2">{t('noCertificates')}</p> : null}
      <ul className="divide-y divide-line empty:hidden">
        {certificates.map(({ id, number, at, pdf }) => (
          <li key={id} className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 py-2">
            <span className="small min-w-0">
              <When at={at} show="date" dateForm="medium" />{' '}
              <Ltr className="quiet wrap-anywhere">{number}</Ltr>
            </span>
            <a className="link" href={pdf}>
              {t('pdf')}
            </a>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Factor({ data: { secondFactor, slug, may } }: { data: Data }) {
  const t = useTranslations('compliance')
  const to = usePaths()
  return (
    <Section title={t('factor')}>
      <p>{t('factorText', secondFactor)}</p>
      {may.rule ? (
        <LinkButton className="justify-self-start" to={to.settings(slug, 'people')}>
          {t('factorRule')}
        </LinkButton>
      ) : null}
    </Section>
  )
}

function Seal({ seal }: { seal: Data['seal'] }) {
  const t = useTranslations('compliance')
  return (
    <Section title={t('seal')}>
      {seal ? (
        <>
          <p className="measure">
            {t.rich('sealText', {
              number: seal.number,
              date: () => <When at={seal.sealedAt} show="dateTime" dateForm="medium" />,
            })}
          </p>
          <p className="small wrap-anywhere">
            <Ltr>{seal.hash}</Ltr>
          </p>
        </>
      ) : (
        <p className="text-ink-2">{t('noSeal')}</p>
      )}
    </Section>
  )
}

type Refused = Route.ComponentProps['actionData']

function Books({ data: { booksYears, may }, problem }: { data: Data; problem: Refused }) {
  const t = useTranslations('compliance')
  const years = formatNumber(booksYears, useDocument().locale)
  return (
    <Section title={t('books')}>
      <p className="measure">{t('booksText')}</p>
      {may.edit ? (
        <Form
          method="post"
          problem={problem?.problem}
          values={problem?.values ?? { years }}
          className="flex flex-wrap items-end gap-3"
        >
          <TextInput name="years" label={t('years')} inputMode="numeric" required className="w-24" />
          <SubmitButton kind="quiet">{t('saveYears')}</SubmitButton>
        </Form>
      ) : (
        <p>
          {t('years')}: {years}
        </p>
      )}
    </Section>
  )
}
