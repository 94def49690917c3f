import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { RIGHT_GROUPS, type Right, rightOf } from '../../../kit/access/rights.ts'
import type { ShopRole } from '../../../kit/access/shop-roles.ts'
import { usePaths } from '../../../web/document.ts'
import { Head } from '../../../web/head.tsx'
import { LinkButton } from '../../../web/ui/button.tsx'
import { Breadcrumb, Tabs } from '../../../web/ui/nav.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { PageHeader, Section } from '../../../web/ui/page.tsx'
import { settingsShop } from '../../shops/pages/settings/settings-shop.ts'
import { listRoles } from '../list-roles.ts'
import type { Route } from './+types/roles.ts'
import { PermissionList } from './permission-list.tsx'
import { GROUPS } from './permission-picker.tsx'

interface Column {
  /** The name of a role that every shop has, or the id of an own one. */
  key: string
  standard: ShopRole | null
  name: string
  rights: Right[]
}

/** The whole grid: the roles that every shop has, then those of the shop's own making. */
export async function loader(args: Route.LoaderArgs) {
  const { ctx, shop, ...page } = await settingsShop(args, 'shop.read', 'roles.edit')
  const { standard, own } = await listRoles(ctx, shop)
  const columns: Column[] = [
    ...standard.map(({ role, rights }) => ({ key: role, standard: role, name: '', rights })),
    ...own.map(({ id, name, rights }) => ({ key: id, standard: null, name, rights })),
  ]
  const asked = args.url.searchParams.get('role')
  return {
    ...page,
    slug: shop.slug,
    columns,
    shown: columns.find(({ key }) => key === asked) ?? columns[0],
  }
}

type Data = Route.ComponentProps['loaderData']

/** Who may do what? Wide: one table; on a phone a role at a time. */
export default function Roles({ loaderData }: Route.ComponentProps) {
  const t = useTranslations('roles')
  const settings = useTranslations('settings')
  const to = usePaths()
  const { slug, saved, mayEdit } = loaderData
  return (
    <>
      <Head title={t('title')} hidden />
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        above={<Breadcrumb items={[{ to: to.settings(slug), label: settings('title') }]} />}
        actions={
          mayEdit ? (
            <LinkButton to={to.settings(slug, 'roles/new')} kind="primary">
              {t('make')}
            </LinkButton>
          ) : undefined
        }
      />
      <div className="grid gap-10">
        {saved ? <Notice kind="ready">{settings('saved')}</Notice> : null}
        <OwnRoles data={loaderData} />
        <Section title={t('all')} className="hidden lg:grid" aside={<Legend />}>
          <Grid columns={loaderData.columns} />
        </Section>
        <div className="grid gap-6 lg:hidden">
          <OneRole data={loaderData} />
        </div>
      </div>
    </>
  )
}

function useRoleName(): (column: Pick<Column, 'standard' | 'name'>) => string {
  const t = useTranslations('staff')
  return ({ standard, name }) => (standard ? t(`roles.${standard}`) : name)
}

function OwnRoles({ data: { columns, slug, mayEdit } }: { data: Data }) {
  const t = useTranslations('roles')
  const words = useTranslations('permissions')
  const to = usePaths()
  const own = columns.filter(({ standard }) => standard === null)
  return (
    <Section title={t('own')}>
      {own.length === 0 ? <p className="measure text-ink-2">{t('ownNone')}</p> : null}
      {own.length > 0 ? (
        <ul className="-mt-4 max-w-3xl">
          {own.map(({ key, name, rights }) => (
            <li key={key} className="flex flex-wrap justify-between gap-x-6 border-b border-line py-3">
              {mayEdit ? (
                <Link to={to.settings(slug, `roles/${key}`)} className="link link-ink font-medium">
                  <bdi>{name}</bdi>
                </Link>
              ) : (
                <bdi className="font-medium">{name}</bdi>
              )}
              <span className="text-ink-2">{words('count', { count: rights.length })}</span>
            </li>
          ))}
        </ul>
      ) : null}
    </Section>
  )
}

function Legend() {
  const t = useTranslations('roles')
  return (
    <span className="small flex flex-wrap gap-4">
      <span>
        <span aria-hidden="true">●</span> {t('yes')}
      </span>
      <span>
        <span aria-hidden="true">○</span> {t('own1')}
      </span>
    </span>
  )
}

/** A row a permission, a column a role. */
function Grid({ columns }: { columns: readonly Column[] }) {
  const t = useTranslations()
  const name = useRoleName()
  return (
    <div className="table-wrap">
      <table className="table table-dense role-grid">
        <caption className="sr-only">{t('roles.all')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('roles.permission')}</th>
            {columns.map((column) => (
              <th key={column.key} scope="col" className="text-center">
                <bdi>{name(column)}</bdi>
              </th>
            ))}
          </tr>
        </thead>
        {GROUPS.map((group) => (
          <tbody key={group}>
            <tr>
              <th scope="rowgroup" colSpan={columns.length + 1} className="role-group">
                {t(`permissions.groups.${group}`)}
              </th>
            </tr>
            {RIGHT_GROUPS[group].map((permission) => (
              <tr key={permission}>
                <th scope="row">{t(`permissions.names.${permission}`)}</th>
                {columns.map(({ key, rights }) => (
                  <Held
                    key={key}
                    all={rights.includes(permission)}
                    own={rights.includes(rightOf(permission, 'own'))}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  )
}

function Held({ all, own }: { all: boolean; own: boolean }) {
  const t = useTranslations('roles')
  if (!all && !own) {
    return (
      <td>
        <span className="sr-only">{t('no')}</span>
      </td>
    )
  }
  return (
    <td className="text-center">
      <span aria-hidden="true">{all ? '●' : '○'}</span>
      <span className="sr-only">{t(all ? 'yes' : 'own1')}</span>
    </td>
  )
}

function OneRole({ data: { columns, shown, slug } }: { data: Data }) {
  const t = useTranslations()
  const to = usePaths()
  const name = useRoleName()
  if (!shown) return null
  return (
    <>
      <Tabs
        label={t('roles.all')}
        tabs={columns.map((column) => ({
          to: `${to.settings(slug, 'roles')}?role=${encodeURIComponent(column.key)}`,
          label: name(column),
          current: column.key === shown.key,
        }))}
      />
      <div className="grid gap-2">
        <h2 className="text-21">
          <bdi>{name(shown)}</bdi>
        </h2>
        {shown.standard ? <p className="text-ink-2">{t(`staff.roleNotes.${shown.standard}`)}</p> : null}
      </div>
      <PermissionList rights={shown.rights} />
    </>
  )
}
