import { useState } from 'react'
import { CalendarDays, Car, ClipboardList, EllipsisVertical, Plus, Printer } from '../../icons.tsx'
import { Combobox } from '../../ui/desk/combobox.tsx'
import { CommandPalette } from '../../ui/desk/command-palette.tsx'
import { Confirm, Dialog, SideSheet } from '../../ui/desk/dialog.tsx'
import { DatePicker } from '../../ui/desk/date-picker.tsx'
import { MenuButton } from '../../ui/desk/menu.tsx'
import { PressButton } from '../../ui/desk/press-button.tsx'
import { useHotkeys } from '../../ui/desk/hotkeys.ts'
import { DeskProvider } from '../../ui/desk/provider.tsx'
import { TipButton } from '../../ui/desk/tooltip.tsx'
import { toast } from '../../ui/desk/toast.tsx'
import { MoneyInput } from '../../ui/inputs.tsx'
import { Facts, Section } from '../../ui/page.tsx'
import { NumberTag } from '../../ui/values.tsx'
import { useSample } from './sample.ts'

type Open = 'dialog' | 'sheet' | 'confirm' | 'palette' | null

export function Desk() {
  const t = useSample()
  const [open, setOpen] = useState<Open>(null)
  useHotkeys({ 'mod+k': () => setOpen('palette') })
  return (
    <DeskProvider>
      <Section title={t('desk')}>
        <div className="flex flex-wrap items-center gap-2">
          <MoveMenu />
          <PressButton onPress={() => setOpen('dialog')}>{t('openDialog')}</PressButton>
          <PressButton onPress={() => setOpen('sheet')}>{t('openSheet')}</PressButton>
          <PressButton kind="danger" onPress={() => setOpen('confirm')}>
            {t('openConfirm')}
          </PressButton>
          <PressButton onPress={() => setOpen('palette')}>{t('openPalette')}</PressButton>
          <PressButton onPress={() => toast({ text: t('saved'), undo: () => undefined })}>
            {t('sayToast')}
          </PressButton>
          <TipButton icon={<Printer />} label={t('paperTitle')} keys={['p']} />
        </div>
        <div className="grid max-w-[44rem] gap-4 sm:grid-cols-2">
          <Combobox
            name="part"
            label={t('part')}
            hint={t('partHint')}
            items={[
              { id: 'a', label: t('pads'), note: '04465-02220' },
              { id: 'b', label: t('sensor'), note: '8K0-615-121' },
            ]}
          />
          <DatePicker name="day" label={t('day')} hint={t('hours')} defaultValue="2026-11-24" />
        </div>
      </Section>
      <Overlays open={open} close={() => setOpen(null)} />
    </DeskProvider>
  )
}

function MoveMenu() {
  const t = useSample()
  const entries = [
    { id: 'ready', label: t('moveReady'), keys: ['r'] },
    { id: 'hold', label: t('moveHold') },
    { id: 'closed', label: t('moveClosed'), note: t('moveClosedNote'), disabled: true },
  ]
  const danger = [{ id: 'cancel', label: t('danger'), danger: true }]
  const groups = [
    { id: 'move', title: t('moveTo'), entries },
    { id: 'more', entries: danger },
  ]
  return <MenuButton label={t('moveTo')} icon={<EllipsisVertical />} groups={groups} />
}

function Overlays({ open, close }: { open: Open; close: () => void }) {
  const t = useSample()
  const change = () => close()
  return (
    <>
      <Dialog
        title={t('openDialog')}
        isOpen={open === 'dialog'}
        onOpenChange={change}
        foot={
          <PressButton kind="primary" onPress={close}>
            {t('approve')}
          </PressButton>
        }
      >
        <MoneyInput name="newPrice" label={t('price')} currency="EUR" defaultAmount={18_400} />
      </Dialog>
      <SideSheet title={<NumberTag number="RO-1042" />} isOpen={open === 'sheet'} onOpenChange={change}>
        <Facts
          rows={[
            [t('what'), t('brakes')],
            [t('customer'), t('first1')],
            [t('address'), t('paperSender')],
          ]}
        />
      </SideSheet>
      <Confirm
        title={t('openConfirm')}
        isOpen={open === 'confirm'}
        onOpenChange={change}
        act={t('danger')}
        danger
        onConfirm={close}
      >
        <p>{t('confirmText')}</p>
      </Confirm>
      <CommandPalette
        isOpen={open === 'palette'}
        onOpenChange={change}
        commands={[
          { id: 'new', label: t('keyNew'), group: t('groupDo'), keys: ['n'], icon: <Plus />, run: close },
          { id: 'board', label: t('board'), group: t('groupGo'), icon: <ClipboardList />, to: '#board' },
          {
            id: 'calendar',
            label: t('calendar'),
            group: t('groupGo'),
            icon: <CalendarDays />,
            to: '#calendar',
          },
          { id: 'garage', label: t('garage'), group: t('groupGo'), icon: <Car />, to: '#garage' },
        ]}
      />
    </>
  )
}
