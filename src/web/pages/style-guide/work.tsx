import { Board, BoardColumn, JobTag } from '../../ui/board.tsx'
import { Breadcrumb, Tabs } from '../../ui/nav.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { LinkButton } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Section } from '../../ui/page.tsx'
import { Plate } from '../../ui/plate.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { When } from '../../ui/values.tsx'
import { formatDuration } from '../../../kit/time/format.ts'
import { useDocument } from '../../document.ts'
import { at, usePlates, useSample } from './sample.ts'

export function BoardSample() {
  const t = useSample()
  const { locale } = useDocument()
  const [one, two, three] = usePlates()
  const waiting = { number: 'RO-1044', asset: <Plate plate={two} />, customer: t('first2'), what: t('oil') }
  const working = {
    number: 'RO-1042',
    asset: <Plate plate={one} />,
    customer: t('first1'),
    what: t('brakes'),
  }
  const late = {
    number: 'RO-1039',
    asset: <Plate plate={three} />,
    customer: t('first3'),
    what: t('crowded'),
  }
  const ready = { number: 'RO-1041', asset: 'iPhone 15 Pro', customer: t('first2'), what: t('diagnosis') }
  return (
    <Section title={t('board')}>
      <Board>
        <BoardColumn title={t('columnWaiting')} count={1}>
          <JobTag
            to="#main"
            {...waiting}
            promised={<When at={at(5)} show="time" />}
            inStage={formatDuration(40, locale)}
          />
        </BoardColumn>
        <BoardColumn title={t('columnWork')} count={34} cut={{ count: 4, to: '?all' }}>
          <JobTag
            to="#main"
            {...working}
            hue="waiting"
            promised={<When at={at(0.6)} show="time" />}
            who={t('tech1')}
            inStage={formatDuration(95, locale)}
            waits={{ approval: true }}
          />
          <JobTag
            to="#main"
            {...late}
            hue="blocked"
            promised={<When at={at(-1)} show="time" late />}
            who={t('tech2')}
            inStage={formatDuration(1500, locale)}
            waits={{ part: true, approval: true }}
          />
        </BoardColumn>
        <BoardColumn title={t('columnCheck')} count={0}>
          {null}
        </BoardColumn>
        <BoardColumn title={t('columnReady')} count={1}>
          <JobTag
            to="#main"
            {...ready}
            hue="ready"
            waits={{ money: true }}
            inStage={formatDuration(180, locale)}
          />
        </BoardColumn>
      </Board>
    </Section>
  )
}

export function States() {
  const t = useSample()
  return (
    <Section title={t('states')}>
      <Breadcrumb
        items={[
          { to: '#main', label: t('crumb1') },
          { to: '#main', label: t('crumb2') },
        ].slice(0, 1)}
      />
      <Tabs
        tabs={[
          { to: '?tab=1', label: t('tab1'), current: true },
          { to: '?tab=2', label: t('tab2'), current: false },
          { to: '?tab=3', label: t('tab3'), count: 12, current: false },
          { to: '?tab=4', label: t('tab4'), current: false },
        ]}
      />
      <div className="grid gap-4 lg:grid-cols-2">
        <Notice>{t('noteInfo')}</Notice>
        <Notice kind="ready">{t('noteReady')}</Notice>
        <Notice kind="waiting" title={t('noteWaiting')}>
          {t('noteWaitingText')}
        </Notice>
        <Notice kind="blocked">{t('noteBlocked')}</Notice>
      </div>
      <div className="grid gap-8 lg:grid-cols-2">
        <EmptyState title={t('emptyTitle')} next={<LinkButton to="#main">{t('emptyNext')}</LinkButton>}>
          {t('emptyText')}
        </EmptyState>
        <Skeleton lines={4} />
      </div>
    </Section>
  )
}
