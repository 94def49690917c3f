import { useSearchParams } from 'react-router'
import { Head } from '../head.tsx'
import { PageHeader, Sections } from '../ui/page.tsx'
import { ZoneProvider } from '../ui/reading.tsx'
import { Buttons, Colours, Type } from './style-guide/basics.tsx'
import { Booking } from './style-guide/booking.tsx'
import { Desk } from './style-guide/desk.tsx'
import { Forms } from './style-guide/forms.tsx'
import { Lists, Menu, Progress } from './style-guide/lists.tsx'
import { Marks } from './style-guide/marks.tsx'
import { useSample } from './style-guide/sample.ts'
import { InShell } from './style-guide/shells.tsx'
import type { ShellName } from './style-guide/shells.tsx'
import { BoardSample, States } from './style-guide/work.tsx'

const SHELLS: readonly string[] = ['public', 'portal', 'desk', 'plain', 'paper'] satisfies ShellName[]
const isShell = (name: string | null): name is ShellName => name !== null && SHELLS.includes(name)

/** Every part of the design system on one page; `?shell=` shows it in another frame. */
export function StyleGuide() {
  const t = useSample()
  const [query] = useSearchParams()
  const shell = query.get('shell')
  return (
    <ZoneProvider zone="America/New_York">
      <Head title={t('title')} hidden />
      <InShell shell={isShell(shell) ? shell : 'public'}>
        <PageHeader title={t('title')} lead={t('lead')} />
        <Sections>
          <Progress />
          <Booking />
          <Menu />
          <Lists />
          <BoardSample />
          <Marks />
          <Forms />
          <Buttons />
          <States />
          <Desk />
          <Type />
          <Colours />
        </Sections>
      </InShell>
    </ZoneProvider>
  )
}

export default StyleGuide
