import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { formatRate } from '../../../../kit/money/format.ts'
import { useDocument, usePaths } from '../../../../web/document.ts'
import { Checkbox } from '../../../../web/ui/choices.tsx'
import { PhoneInput, TextInput } from '../../../../web/ui/inputs.tsx'
import { Facts } from '../../../../web/ui/page.tsx'
import { Ltr, Money } from '../../../../web/ui/values.tsx'
import { queryOf } from './draft.ts'
import { chosenServices, type PartProps } from './given.ts'
import { priceOf } from './price.ts'

/** Who comes, what it will cost, and the terms. */
export function WhoPart(props: PartProps) {
  const { given, state } = props
  const t = useTranslations('booking.who')
  return (
    <div className="grid gap-6">
      {given.account ? (
        <Facts
          rows={[
            [t('name'), <bdi key="name">{given.account.name}</bdi>],
            [t('email'), given.account.email ? <Ltr key="email">{given.account.email}</Ltr> : null],
            [t('phone'), given.account.phone ? <Ltr key="phone">{given.account.phone}</Ltr> : null],
          ]}
        />
      ) : (
        <GuestFields {...props} />
      )}
      {state.services.length > 0 ? <Estimate {...props} /> : null}
      {state.ask ? null : <LatePolicy shop={given.shop} />}
      <TermsBox shop={given.shop} />
    </div>
  )
}

function GuestFields({ given, state }: PartProps) {
  const t = useTranslations('booking.who')
  const to = usePaths()
  return (
    <div className="grid gap-4">
      <TextInput name="customer.name" label={t('name')} autoComplete="name" maxLength={200} required />
      <div className="grid gap-4 sm:grid-cols-2">
        <PhoneInput name="customer.phone" label={t('phone')} />
        <TextInput name="customer.email" type="email" label={t('email')} autoComplete="email" />
      </div>
      <p className="field-hint">{t('contactHint')}</p>
      <p className="text-ink-2">
        {t('haveAccount')}{' '}
        <Link to={to.signIn(to.book(given.shop.slug, queryOf(state)))} reloadDocument className="link">
          {t('signIn')}
        </Link>
      </p>
    </div>
  )
}

/** What the chosen services come to, with tax, before anybody says yes. */
function Estimate(props: PartProps) {
  const t = useTranslations('booking.estimate')
  const { locale } = useDocument()
  const { shop } = props.given
  const chosen = chosenServices(props)
  const price = priceOf(chosen, shop)
  const money = (amount: number) => ({ amount, currency: shop.currency })
  return (
    <section aria-label={t('title')} className="grid gap-2">
      <h3>{t('title')}</h3>
      <table className="estimate">
        <tbody>
          {chosen.map((service) => (
            <tr key={service.id}>
              <th scope="row">{service.name}</th>
              <td>
                {service.price && service.priceKind !== 'quote' ? (
                  <>
                    {service.priceKind === 'from' ? `${t('from')} ` : null}
                    <Money value={service.price} />
                  </>
                ) : (
                  t('later')
                )}
              </td>
            </tr>
          ))}
          {shop.taxMode === 'added'
            ? price.taxes.map(({ name, rate, amount }) => (
                <tr key={`${name} ${rate}`}>
                  <th scope="row">
                    <bdi>{name}</bdi> <span className="nowrap">{formatRate(rate, locale)}</span>
                  </th>
                  <td>
                    <Money value={money(amount)} />
                  </td>
                </tr>
              ))
            : null}
        </tbody>
        {price.kind === 'open' ? null : (
          <tfoot>
            <tr>
              <th scope="row">{t(price.kind === 'fixed' ? 'total' : 'atLeast')}</th>
              <td>
                <Money value={money(price.total)} />
              </td>
            </tr>
          </tfoot>
        )}
      </table>
      <p className="small text-ink-2">
        {price.kind === 'open' ? null : shop.taxMode === 'included' ? `${t('taxIn', { tax: '' })} ` : null}
        {t(price.kind === 'fixed' ? 'fixedNote' : 'openNote')}
      </p>
    </section>
  )
}

/** What holds for whoever comes late, before anybody says yes. */
function LatePolicy({ shop: { latePolicy } }: Pick<PartProps['given'], 'shop'>) {
  const t = useTranslations('booking.who')
  if (!latePolicy) return null
  return (
    <section aria-label={t('late')} className="grid gap-1">
      <h3>{t('late')}</h3>
      <p className="own-way measure small whitespace-pre-line text-ink-2" lang={latePolicy.locale} dir="auto">
        {latePolicy.body}
      </p>
    </section>
  )
}

function TermsBox({ shop }: Pick<PartProps['given'], 'shop'>) {
  const t = useTranslations('booking.who')
  const to = usePaths()
  // In a new tab: what was typed stays here.
  const link = (href: string) => (words: React.ReactNode) => (
    <a href={href} target="_blank" rel="noreferrer" className="link">
      {words}
    </a>
  )
  return (
    <Checkbox
      name="termsAccepted"
      label={t.rich('terms', {
        terms: link(to.shopTerms(shop.slug)),
        privacy: link(to.shopPrivacy(shop.slug)),
      })}
    />
  )
}
