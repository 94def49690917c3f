import type { ReactNode } from 'react'
import {
  CalendarDays,
  Car,
  ClipboardList,
  Columns3,
  House,
  Receipt,
  Settings,
  User,
  Users,
  Wrench,
} from '../../icons.tsx'
import { IconButton } from '../../ui/button.tsx'
import { DeskShell } from '../../ui/desk-shell.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { PageHeader } from '../../ui/page.tsx'
import { PaperShell } from '../../ui/paper-shell.tsx'
import { PortalShell } from '../../ui/portal-shell.tsx'
import { SearchBox } from '../../ui/search-box.tsx'
import { PlainShell, PublicShell } from '../../ui/shell.tsx'
import { Form } from '../../ui/form.tsx'
import { TextInput } from '../../ui/inputs.tsx'
import { SubmitButton } from '../../ui/button.tsx'
import { Money, NumberTag } from '../../ui/values.tsx'
import { usePrice, useSample } from './sample.ts'

export type ShellName = 'public' | 'portal' | 'desk' | 'plain' | 'paper'

const HEAD = { home: '?', otherLanguage: '?shell=public&fa', signIn: '?shell=plain' }

/** The sample page in one of the frames. */
export function InShell({ shell, children }: { shell: ShellName; children: ReactNode }) {
  const t = useSample()
  switch (shell) {
    case 'public':
      return (
        <PublicShell {...HEAD} foot={[{ to: '?about', label: t('shopFacts') }]} footNote={t('paperSender')}>
          {children}
        </PublicShell>
      )
    case 'portal':
      return <Portal>{children}</Portal>
    case 'desk':
      return <DeskFrame>{children}</DeskFrame>
    case 'plain':
      return (
        <PlainShell {...HEAD}>
          <PageHeader title={t('profile')} lead={t('remindHint')} />
          <Form method="post">
            <TextInput name="email" type="email" label={t('email')} />
            <SubmitButton wide>{t('next')}</SubmitButton>
          </Form>
        </PlainShell>
      )
    case 'paper':
      return <Paper />
  }
}

function Portal({ children }: { children: ReactNode }) {
  const t = useSample()
  const nav = [
    { to: '?shell=portal', label: t('garage'), icon: <Car /> },
    { to: '/a', label: t('appointments'), icon: <CalendarDays /> },
    { to: '/b', label: t('repairs'), icon: <Wrench /> },
    { to: '/c', label: t('invoices'), icon: <Receipt /> },
    { to: '/d', label: t('profile'), icon: <User /> },
  ]
  return (
    <PortalShell {...HEAD} nav={nav} account={t('first1')}>
      {children}
    </PortalShell>
  )
}

function DeskFrame({ children }: { children: ReactNode }) {
  const t = useSample()
  const nav = [
    { to: '?shell=desk', label: t('dashboard'), icon: <House />, count: 7 },
    { to: '/a', label: t('board'), icon: <Columns3 /> },
    { to: '/b', label: t('calendar'), icon: <CalendarDays /> },
    { to: '/c', label: t('myDay'), icon: <ClipboardList /> },
    { to: '/d', label: t('customers'), icon: <Users /> },
    { to: '/e', label: t('invoices'), icon: <Receipt /> },
    { to: '/f', label: t('settings'), icon: <Settings /> },
  ]
  return (
    <DeskShell
      nav={nav}
      shop={t('shop')}
      search={<SearchBox label={t('keySearch')} hotkey="/" />}
      newOrder="?new"
      account={<IconButton label={t('profile')} icon={<User />} />}
    >
      {children}
    </DeskShell>
  )
}

interface Line {
  text: string
  quantity: string
  each: number
  total: number
}

function Paper() {
  const t = useSample()
  const price = usePrice()
  const rows: Line[] = [
    { text: t('labour'), quantity: '1.5', each: 8000, total: 12_000 },
    { text: t('pads'), quantity: '1', each: 4900, total: 4900 },
    { text: t('sensor'), quantity: '1', each: 1500, total: 1500 },
  ]
  return (
    <PaperShell
      sender={<p>{t('paperSender')}</p>}
      title={
        <div className="grid justify-items-start gap-1">
          <h1>{t('paperTitle')}</h1>
          <NumberTag number="INV-2026-0007" />
        </div>
      }
    >
      <DataTable<Line>
        caption={t('what')}
        captionHidden
        rows={rows}
        rowKey={(row) => row.text}
        columns={[
          { key: 'text', head: t('what'), cell: (row) => row.text, foot: t('total') },
          { key: 'quantity', head: t('quantity'), align: 'end', tight: true, cell: (row) => row.quantity },
          {
            key: 'each',
            head: t('each'),
            align: 'end',
            tight: true,
            cell: (row) => <Money value={price(row.each)} />,
          },
          {
            key: 'total',
            head: t('total'),
            align: 'end',
            tight: true,
            cell: (row) => <Money value={price(row.total)} />,
            foot: <Money value={price(18_400)} />,
          },
        ]}
      />
    </PaperShell>
  )
}
