import { useTranslations } from 'use-intl'
import { accountIdOf } from '../../../kit/access/index.ts'
import { SHOP_ROLES, type ShopRole } from '../../../kit/access/shop-roles.ts'
import type { Ctx } from '../../../kit/context.ts'
import { isolate } from '../../../kit/money/format.ts'
import { formAction } from '../../../kit/http/forms.ts'
import { usePaths } from '../../../web/document.ts'
import { LinkButton, SubmitButton } from '../../../web/ui/button.tsx'
import { RadioCards } from '../../../web/ui/choices.tsx'
import { DataTable } from '../../../web/ui/data-table.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { Section } from '../../../web/ui/page.tsx'
import { HueTag } from '../../../web/ui/status-tag.tsx'
import { When } from '../../../web/ui/values.tsx'
import { findShop } from '../../shops/find.ts'
import { SettingsPage } from '../../shops/pages/settings/settings-page.tsx'
import { savedAt, settingsShop } from '../../shops/pages/settings/settings-shop.ts'
import { ownRolesOf } from '../own-roles.ts'
import {
  planSecondFactor,
  readSecondFactorRule,
  requireSecondFactor,
  SecondFactorRuleInput,
  type Unsafe,
  withoutSecondFactor,
} from '../require-second-factor.ts'
import type { Route } from './+types/second-factor.ts'

/** The rule, who has no second factor yet, and with `?check=1` what another rule would mean. */
export async function loader(args: Route.LoaderArgs) {
  const { ctx, shop, ...page } = await settingsShop(args, 'roles.edit', 'roles.edit')
  const rule = await readSecondFactorRule(ctx, shop)
  const own = await ownRolesOf(ctx, shop.id)
  const present = [...rule.roles, ...rule.ownRoles.map(({ id }) => id)]
  const asked = args.url.searchParams.has('check') ? args.url.searchParams.getAll('role') : null
  const chosen = asked ?? present
  const roles = SHOP_ROLES.filter((role) => chosen.includes(role))
  const ownRoles = own.filter(({ id }) => chosen.includes(id))
  const missing = await withoutSecondFactor(ctx, shop)
  const from = asked ? planSecondFactor(ctx, rule, roles, ownRoles) : rule.requiredFrom
  return {
    ...page,
    slug: shop.slug,
    own: own.map(({ id, name }) => ({ id, name })),
    checking: asked !== null,
    roles,
    ownRoles: ownRoles.map(({ id }) => id),
    from: from?.toString() ?? null,
    over: from !== null && Temporal.Instant.compare(from, ctx.now) <= 0,
    missing: missing.map((person) => ({ ...shown(ctx, person, own), asked: holds(person, chosen) })),
  }
}

const shown = (
  ctx: Ctx,
  { id, name, roles, ownRoleIds, accountId, inAllShops }: Unsafe,
  own: readonly OwnName[],
) => ({
  id,
  name,
  roles,
  ownNames: own.filter((role) => ownRoleIds.includes(role.id)).map((role) => role.name),
  inAllShops,
  isSelf: accountId === accountIdOf(ctx.caller),
})

interface OwnName {
  id: string
  name: string
}

const holds = ({ roles, ownRoleIds }: Unsafe, asked: readonly string[]): boolean =>
  [...roles, ...ownRoleIds].some((role) => asked.includes(role))

/** Saves the rule. */
export function action(args: Route.ActionArgs) {
  return formAction(args, SecondFactorRuleInput, async (ctx, input) => {
    const shop = await findShop(ctx, args.params.shop)
    await requireSecondFactor(ctx, shop, input)
    return savedAt(ctx, shop.slug, 'security')
  })
}

type Data = Route.ComponentProps['loaderData']

/** Who has to show a second step when they sign in? */
export default function SecondFactor({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('roles')
  return (
    <SettingsPage
      title={t('factor.title')}
      lead={t('factor.lead')}
      saved={loaderData.saved}
      mayEdit={loaderData.mayEdit}
    >
      {loaderData.checking ? (
        <Check data={loaderData} problem={actionData?.problem} />
      ) : (
        <Choose data={loaderData} />
      )}
      <Missing data={loaderData} />
    </SettingsPage>
  )
}

function Choose({ data: { roles, ownRoles, own, from, over } }: { data: Data }) {
  const t = useTranslations()
  const some = roles.length + ownRoles.length > 0
  return (
    <Form method="get" values={{ role: [...roles, ...ownRoles] }}>
      {some && from ? (
        <p className="measure">
          {t.rich(over ? 'roles.factor.since' : 'roles.factor.until', {
            date: () => <When at={from} show="date" />,
          })}
        </p>
      ) : null}
      <input type="hidden" name="check" value="1" />
      <RadioCards
        name="role"
        label={t('roles.factor.question')}
        hint={t('roles.factor.hint')}
        many
        choices={[
          ...SHOP_ROLES.map((role) => ({ value: role as string, title: t(`staff.roles.${role}`) })),
          ...own.map(({ id, name }) => ({ value: id, title: <bdi>{name}</bdi> })),
        ]}
      />
      <SubmitButton className="sm:justify-self-start">{t('roles.factor.check')}</SubmitButton>
    </Form>
  )
}

/** What the rule would mean, before it is saved. */
function Check({ data, problem }: { data: Data; problem: Parameters<typeof Form>[0]['problem'] }) {
  const t = useTranslations('roles')
  const to = usePaths()
  const words = useRoleNames(data)
  const { roles, ownRoles, from, over, missing, slug } = data
  const struck = missing.filter(({ asked }) => asked)
  const named = [...roles, ...ownRoles].map((role) => isolate(words(role))).join(t('comma'))
  return (
    <Section title={t('factor.before')}>
      {named && from ? (
        <Notice kind="waiting" title={t('factor.means', { roles: named })}>
          <p>
            {t.rich(over ? 'factor.atOnce' : 'factor.fromThen', {
              date: () => <When at={from} show="dateTime" />,
            })}
          </p>
          <p>
            {t('factor.struck', {
              count: struck.length,
              names: struck.map(({ name }) => isolate(name)).join(t('comma')),
            })}
          </p>
          {struck.some(({ isSelf }) => isSelf) ? <p className="font-semibold">{t('factor.self')}</p> : null}
        </Notice>
      ) : (
        <Notice kind="waiting" title={t('factor.nobody')} />
      )}
      <Form method="post" problem={problem}>
        {roles.map((role) => (
          <input key={role} type="hidden" name="roles" value={role} />
        ))}
        {ownRoles.map((id) => (
          <input key={id} type="hidden" name="ownRoles" value={id} />
        ))}
        <div className="flex flex-wrap gap-2">
          <SubmitButton>{t(named ? 'factor.save' : 'factor.saveNone')}</SubmitButton>
          <LinkButton to={to.settings(slug, 'security')}>{t('factor.back')}</LinkButton>
        </div>
      </Form>
    </Section>
  )
}

function useRoleNames({ own }: Pick<Data, 'own'>): (role: string) => string {
  const t = useTranslations('staff')
  return (role) => {
    const standard = SHOP_ROLES.find((known): known is ShopRole => known === role)
    return standard ? t(`roles.${standard}`) : (own.find(({ id }) => id === role)?.name ?? '')
  }
}

function Missing({ data: { missing, from, over } }: { data: Data }) {
  const t = useTranslations()
  return (
    <Section title={t('roles.factor.missing')}>
      {missing.length === 0 ? (
        <p className="text-ink-2">{t('roles.factor.missingNone')}</p>
      ) : (
        <DataTable
          caption={t('roles.factor.missing')}
          captionHidden
          rows={missing.toSorted((a, b) => Number(b.asked) - Number(a.asked))}
          rowKey={({ id }) => id}
          columns={[
            { key: 'name', head: t('staff.people.name'), cell: ({ name }) => <bdi>{name}</bdi> },
            {
              key: 'roles',
              head: t('staff.people.roles'),
              cell: ({ roles, ownNames, inAllShops }) => (
                <>
                  {[...roles.map((role) => t(`staff.roles.${role}`)), ...ownNames].join(t('staff.comma'))}
                  {inAllShops ? <span className="text-ink-2"> · {t('roles.factor.inAllShops')}</span> : null}
                </>
              ),
            },
            {
              key: 'asked',
              head: t('roles.factor.state'),
              cell: ({ asked }) => <Asked asked={asked} over={over} from={from} />,
            },
          ]}
        />
      )}
    </Section>
  )
}

function Asked({ asked, over, from }: { asked: boolean; over: boolean; from: string | null }) {
  const t = useTranslations('roles')
  if (!asked || !from) return <span className="text-ink-2">{t('factor.notAsked')}</span>
  return (
    <HueTag hue={over ? 'blocked' : 'waiting'} shape={over ? 'alert' : 'ring'} plain>
      {t.rich(over ? 'factor.closed' : 'factor.closes', { date: () => <When at={from} show="date" /> })}
    </HueTag>
  )
}
