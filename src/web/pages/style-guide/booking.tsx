import { BottomBar } from '../../ui/bottom-bar.tsx'
import { SubmitButton } from '../../ui/button.tsx'
import { DayStrip } from '../../ui/day-strip.tsx'
import { Form } from '../../ui/form.tsx'
import { Section } from '../../ui/page.tsx'
import { Step, Steps } from '../../ui/step.tsx'
import { TimeGrid } from '../../ui/time-grid.tsx'
import { Money } from '../../ui/values.tsx'
import { at, usePrice, useSample } from './sample.ts'

const FREE = [2, 6, 0, 11, null, null, 4, 9, 12, 3, 7]
const DAYS = FREE.map((free, index) => ({
  date: `2026-11-${24 + index}`,
  free,
  to: `?day=2026-11-${24 + index}`,
})).map((day, index) =>
  index < 7 ? day : { ...day, date: `2026-12-0${index - 6}`, to: `?day=2026-12-0${index - 6}` },
)
const SLOTS = [-4, -3.5, -3, -2, -1.5, 0, 0.5, 1, 1.5, 3, 5, 5.5].map((hours) => ({ startsAt: at(hours) }))

export function Booking() {
  const t = useSample()
  const price = usePrice()
  return (
    <Section title={t('booking')} className="max-w-[44rem]">
      <Form method="get">
        <Steps>
          <Step number={1} title={t('step1')} state="done" summary={t('step1Done')} editTo="?step=1" />
          <Step number={2} title={t('step2')} state="open">
            <div className="grid gap-6">
              <DayStrip days={DAYS} current="2026-11-25" today="2026-11-24" />
              <TimeGrid name="startsAt" slots={SLOTS} first={at(-4)} chosen={at(0.5)} />
            </div>
          </Step>
          <Step number={3} title={t('step3')} state="coming" />
          <Step number={4} title={t('step4')} state="coming" />
        </Steps>
        <BottomBar
          price={<Money value={price(18_400)} />}
          note={t('barNote')}
          next={<SubmitButton>{t('book')}</SubmitButton>}
        />
      </Form>
    </Section>
  )
}
