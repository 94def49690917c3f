import { data } from 'react-router'
import { useTranslations } from 'use-intl'
import { z } from 'zod'
import { formAction } from '../../../kit/http/forms.ts'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { paths } from '../../../web/paths.ts'
import { usePaths } from '../../../web/document.ts'
import { LinkButton } from '../../../web/ui/button.tsx'
import { EmptyState } from '../../../web/ui/empty-state.tsx'
import { accountsByIds } from '../../accounts/account.ts'
import { findShop } from '../../shops/find.ts'
import { SettingsPage } from '../../shops/pages/settings/settings-page.tsx'
import { savedAt, settingsShop } from '../../shops/pages/settings/settings-shop.ts'
import { staffOf } from '../../staff/people.ts'
import { isOver, listKeys, livingSecrets } from '../api-keys.ts'
import { revokeKey } from '../revoke-key.ts'
import { rotateKey, RotateKey } from '../rotate-key.ts'
import type { Route } from './+types/api-keys.ts'
import { KeyEntry } from './key-entry.tsx'
import { NewKeyNotice } from './new-key-notice.tsx'

export { headers } from '../../accounts/pages/no-store.ts'

/** The keys of the shop, and who made them. */
export async function loader(args: Route.LoaderArgs) {
  const { ctx, shop, ...page } = await settingsShop(args, 'apiKeys.edit', 'apiKeys.edit')
  const keys = await listKeys(ctx, shop)
  const makers = await accountsByIds(
    ctx,
    keys.flatMap(({ createdBy }) => createdBy ?? []),
  )
  const here = new Set((await staffOf(ctx, shop.id)).map(({ accountId }) => accountId))
  return {
    ...page,
    slug: shop.slug,
    keys: keys.map((key) => {
      const [present, ...former] = livingSecrets(key, ctx.now)
      const used = key.secrets.flatMap(({ lastUsedAt }) => lastUsedAt?.epochMilliseconds ?? [])
      return {
        id: key.id,
        name: key.name,
        rights: key.rights,
        prefix: present ? `fbk_${present.publicId}` : null,
        createdAt: key.createdAt.toString(),
        maker: makers.find(({ id }) => id === key.createdBy)?.name ?? null,
        makerIsHere: here.has(key.createdBy),
        expiresAt: key.expiresAt?.subtract({ seconds: 1 }).toString() ?? null,
        isOver: isOver(key, ctx.now),
        lastUsedAt: used.length > 0 ? Math.max(...used) : null,
        formerUntil: former[0]?.endsAt?.toString() ?? null,
      }
    }),
  }
}

const OneKey = z.strictObject({ key: z.string() })
const RotateForm = RotateKey.extend({ key: z.string() })

/** Rotates a key, which shows the new one in the answer itself, or revokes it. */
export async function action(args: Route.ActionArgs) {
  const ref = args.params.shop
  if (args.url.searchParams.get('do') === 'revoke') {
    const done = await formAction(args, OneKey, async (ctx, { key }) => {
      await revokeKey(ctx, await findShop(ctx, ref), key)
      return savedAt(ctx, ref, 'api-keys')
    })
    return done instanceof Response ? done : data({ refused: done.data }, done.init ?? {})
  }
  let made: { name: string; text: string } | undefined
  const done = await formAction(args, RotateForm, async (ctx, { key, ...input }) => {
    const shown = await rotateKey(ctx, await findShop(ctx, ref), key, input)
    made = { name: shown.key.name, text: shown.text }
    return paths(pageCtx(args.context).locale).settings(ref, 'api-keys')
  })
  if (made) return { made }
  return done instanceof Response ? done : data({ refused: done.data }, done.init ?? {})
}

/** Which other programs may work with our data? */
export default function ApiKeys({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('apiKeys')
  const to = usePaths()
  const { keys, slug, saved, mayEdit } = loaderData
  const made = actionData && 'made' in actionData ? actionData.made : undefined
  const refused = actionData && 'refused' in actionData ? actionData.refused : undefined
  return (
    <SettingsPage
      title={t('title')}
      lead={t('lead')}
      saved={made ? null : saved}
      mayEdit={mayEdit}
      actions={
        <LinkButton to={to.settings(slug, 'api-keys/new')} kind="primary">
          {t('make')}
        </LinkButton>
      }
    >
      {made ? <NewKeyNotice made={made} /> : null}
      {keys.length === 0 ? (
        <EmptyState title={t('none')}>{t('noneHint')}</EmptyState>
      ) : (
        <ul className="divide-y divide-line border-y border-line-2">
          {keys.map((key) => (
            <KeyEntry key={key.id} entry={key} refused={refused} />
          ))}
        </ul>
      )}
      <p className="small text-ink-2">
        {t.rich('docs', {
          link: (words) => (
            <a className="link" href={to.apiDocs()}>
              {words}
            </a>
          ),
        })}
      </p>
    </SettingsPage>
  )
}
