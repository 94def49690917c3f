import { useTranslations } from 'use-intl'
import { z } from 'zod'
import { formAction } from '../../../kit/http/forms.ts'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { usePaths } from '../../../web/document.ts'
import { Head } from '../../../web/head.tsx'
import { paths } from '../../../web/paths.ts'
import { LinkButton, SubmitButton } from '../../../web/ui/button.tsx'
import { EmptyState } from '../../../web/ui/empty-state.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { PageHeader, Section, Sections } from '../../../web/ui/page.tsx'
import { HueTag } from '../../../web/ui/status-tag.tsx'
import { When } from '../../../web/ui/values.tsx'
import { readMyConsents, sayMyConsent } from '../my-consents.ts'
import type { Route } from './+types/my-consents.ts'

export { headers } from '../../accounts/pages/no-store.ts'

export const handle = { noScripts: true }

const ASKED = ['reminders', 'promotions', 'reviews'] as const
const OTHERS = ['terms', 'service'] as const

/** What the caller agreed to, shop by shop. */
export async function loader({ context, url }: Route.LoaderArgs) {
  const shops = await readMyConsents(pageCtx(context))
  return {
    saved: url.searchParams.has('saved'),
    shops: shops.map(({ shop, consents }) => ({
      ...shop,
      consents: consents.map(({ purpose, channel, granted, at }) => ({
        purpose,
        channel,
        granted,
        at: at.toString(),
      })),
    })),
  }
}

const ConsentForm = z.strictObject({
  shop: z.string().max(64),
  say: z.templateLiteral([z.enum(ASKED), ' ', z.enum(['yes', 'no'])]),
})

/** Says yes or no to one thing at one shop. */
export function action(args: Route.ActionArgs) {
  return formAction(args, ConsentForm, async (ctx, { shop, say }) => {
    const [purpose, said] = say.split(' ') as [(typeof ASKED)[number], 'yes' | 'no']
    await sayMyConsent(ctx, { shop, purpose, channel: 'any', granted: said === 'yes' })
    return paths(ctx.locale).myConsents({ saved: 1 })
  })
}

type Shop = Route.ComponentProps['loaderData']['shops'][number]

/** What did I agree to, and how do I take it back? */
export default function MyConsents({ loaderData: { shops, saved }, actionData }: Route.ComponentProps) {
  const t = useTranslations('privacy')
  const to = usePaths()
  return (
    <>
      <Head title={t('consents.title')} hidden />
      <PageHeader
        title={t('consents.title')}
        lead={t('consents.lead')}
        actions={<LinkButton to={to.myNotifications()}>{t('notifications.link')}</LinkButton>}
      />
      <div className="measure grid gap-6">
        {saved && !actionData ? <Notice kind="ready">{t('consents.saved')}</Notice> : null}
        {shops.length === 0 ? (
          <EmptyState title={t('consents.none')}>{t('consents.noneHint')}</EmptyState>
        ) : null}
        <Sections>
          {shops.map((shop) => (
            <AtShop key={shop.id} shop={shop} />
          ))}
        </Sections>
      </div>
    </>
  )
}

function AtShop({ shop }: { shop: Shop }) {
  const shown = [...ASKED, ...OTHERS.filter((one) => shop.consents.some(({ purpose }) => purpose === one))]
  return (
    <Section title={<bdi>{shop.name}</bdi>}>
      <ul className="-mt-4 divide-y divide-line">
        {shown.map((purpose) => (
          <Purpose key={purpose} shop={shop} purpose={purpose} />
        ))}
      </ul>
    </Section>
  )
}

/** One purpose: the last word, and the button that says the other. */
function Purpose({
  shop,
  purpose,
}: {
  shop: Shop
  purpose: (typeof ASKED)[number] | (typeof OTHERS)[number]
}) {
  const t = useTranslations('privacy.consents')
  const said = shop.consents.filter((one) => one.purpose === purpose)
  const granted = said.some((one) => one.granted)
  const act = t(granted ? 'withdraw' : 'allow')
  const what = t(`purpose.${purpose}`)
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
      <div className="grid gap-1">
        <p className="font-medium">{what}</p>
        {said.length === 0 ? <p className="small quiet">{t('never')}</p> : null}
        {said.map((one) => (
          <p key={one.channel} className="small flex flex-wrap gap-x-2">
            <HueTag hue={one.granted ? 'ready' : 'over'} shape={one.granted ? 'done' : 'cross'} plain>
              {t(one.granted ? 'yes' : 'no')}
              {one.channel === 'any' ? '' : ` ${t(`channel.${one.channel}`)}`}
            </HueTag>
            <When at={one.at} show="date" dateForm="medium" zone={shop.timezone} className="quiet" />
          </p>
        ))}
      </div>
      {ASKED.some((asked) => asked === purpose) ? (
        <Form method="post">
          <input type="hidden" name="shop" value={shop.id} />
          <SubmitButton
            kind="quiet"
            size="small"
            name="say"
            value={`${purpose} ${granted ? 'no' : 'yes'}`}
            aria-label={t('actOf', { act, what, shop: shop.name })}
          >
            {act}
          </SubmitButton>
        </Form>
      ) : null}
    </li>
  )
}
