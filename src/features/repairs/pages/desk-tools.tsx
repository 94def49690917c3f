import { useCallback, useState } from 'react'
import { useNavigate } from 'react-router'
import { useTranslations } from 'use-intl'
import { useDocument, usePaths } from '../../../web/document.ts'
import { ClipboardList, Command as CommandSign, Plus } from '../../../web/icons.tsx'
import { paths } from '../../../web/paths.ts'
import { CommandPalette, type Command } from '../../../web/ui/desk/command-palette.tsx'
import { Dialog } from '../../../web/ui/desk/dialog.tsx'
import { focusHotkeyField, useHotkeys } from '../../../web/ui/desk/hotkeys.ts'
import { TipButton } from '../../../web/ui/desk/tooltip.tsx'
import { KeyHint } from '../../../web/ui/key-hint.tsx'
import { SearchBox } from '../../../web/ui/search-box.tsx'
import type { NavItem } from '../../../web/ui/shell.tsx'
import { localText } from '../../shops/pages/local-text.ts'
import type { ListedAnswer } from '../status-answer.ts'
import { assetName, numberText } from './names.ts'
import './desk-pages.css'

interface DeskToolsProps {
  shop: string
  nav: readonly NavItem[]
  /** The caller may open orders at the counter. */
  mayCreate: boolean
}

/** The search line of every desk page, the keys that work everywhere, and the palette over all that one may open or find. */
export function DeskTools({ shop, nav, mayCreate }: DeskToolsProps) {
  const t = useTranslations('desk')
  const to = usePaths()
  const navigate = useNavigate()
  const [open, setOpen] = useState<'palette' | 'keys' | null>(null)
  useHotkeys({
    'mod+k': () => setOpen('palette'),
    '/': () => focusHotkeyField('/'),
    '?': () => setOpen('keys'),
    ...(mayCreate ? { n: () => void navigate(to.newOrder(shop)) } : {}),
  })
  return (
    <>
      <div className="flex items-center gap-2">
        <div className="min-w-0 flex-1">
          <SearchBox label={t('orders.searchHint')} action={to.orders(shop)} hotkey="/" />
        </div>
        <TipButton
          className="max-sm:hidden"
          icon={<CommandSign />}
          label={t('tools.palette')}
          keys={['Ctrl', 'K']}
          onPress={() => setOpen('palette')}
        />
      </div>
      <Palette
        shop={shop}
        nav={nav}
        mayCreate={mayCreate}
        isOpen={open === 'palette'}
        close={() => setOpen(null)}
      />
      <Keys isOpen={open === 'keys'} close={() => setOpen(null)} mayCreate={mayCreate} />
    </>
  )
}

function Palette({
  shop,
  nav,
  mayCreate,
  isOpen,
  close,
}: DeskToolsProps & { isOpen: boolean; close: () => void }) {
  const t = useTranslations('desk')
  const to = usePaths()
  const find = useFindOrders(shop)
  const commands: Command[] = [
    ...(mayCreate
      ? [
          {
            id: 'new',
            label: t('counter.title'),
            group: t('tools.do'),
            keys: ['n'],
            icon: <Plus />,
            to: to.newOrder(shop),
          },
        ]
      : []),
    ...nav.map((item) => ({
      id: item.to,
      label: typeof item.label === 'string' ? item.label : '',
      group: t('tools.go'),
      icon: item.icon,
      to: item.to,
    })),
  ]
  return (
    <CommandPalette
      isOpen={isOpen}
      onOpenChange={(wanted) => (wanted ? undefined : close())}
      commands={commands}
      find={find}
    />
  )
}

function useFindOrders(shop: string) {
  const t = useTranslations('desk')
  const { locale } = useDocument()
  const group = t('orders.title')
  return useCallback(
    async (text: string, signal: AbortSignal): Promise<Command[]> => {
      const query = new URLSearchParams({ shop, q: text, limit: '8' })
      const answer = await fetch(`/api/service-request?${query.toString()}`, {
        signal,
        headers: { 'accept-language': locale },
      })
      if (!answer.ok) return []
      const { requests } = (await answer.json()) as { requests: ListedAnswer[] }
      return requests.map(({ id, number, label, customer, asset }) => ({
        id,
        label: `${numberText(number)} · ${customer.name}`,
        note: `${localText(assetName(asset), locale)} · ${label}`,
        group,
        icon: <ClipboardList />,
        to: paths(locale).order(shop, id),
      }))
    },
    [shop, locale, group],
  )
}

function Keys({ isOpen, close, mayCreate }: { isOpen: boolean; close: () => void; mayCreate: boolean }) {
  const t = useTranslations('desk')
  const rows: [readonly string[], string][] = [
    [['Ctrl', 'K'], t('tools.palette')],
    [['/'], t('orders.search')],
    ...(mayCreate ? [[['n'], t('counter.title')] as [string[], string]] : []),
    [['m'], t('tools.move')],
    [['?'], t('tools.keys')],
  ]
  return (
    <Dialog title={t('tools.keys')} isOpen={isOpen} onOpenChange={close}>
      <dl className="tally">
        {rows.map(([keys, what]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>
              <KeyHint keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
