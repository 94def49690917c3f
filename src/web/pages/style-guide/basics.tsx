import { LinkButton, Button, IconButton } from '../../ui/button.tsx'
import { accentProps } from '../../ui/accent.ts'
import { KeyHint } from '../../ui/key-hint.tsx'
import { Section } from '../../ui/page.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { Camera, CalendarDays, Phone, Plus } from '../../icons.tsx'
import { useSample } from './sample.ts'

const COLOURS = [
  'paper',
  'sheet',
  'well',
  'ink',
  'ink-2',
  'ink-3',
  'line',
  'line-2',
  'accent',
  'accent-wash',
  'waiting-mark',
  'working-mark',
  'blocked-mark',
  'ready-mark',
  'over-mark',
]
const SIZES = [34, 27, 21, 17, 15, 13]
const ACCENTS = ['#8a2f5c', '#d98a00', '#1d5fd0', '#3c4a3e']

export function Colours() {
  const t = useSample()
  return (
    <Section title={t('colours')}>
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(7rem,1fr))] gap-4">
        {COLOURS.map((name) => (
          <li key={name}>
            <div
              className="h-12 rounded-sm border border-line"
              style={{ background: `var(--color-${name}, var(--${name}))` }}
            />
            <code className="ltr-run text-13 text-ink-2" translate="no">
              {name}
            </code>
          </li>
        ))}
      </ul>
      <h3>{t('accent')}</h3>
      <div className="flex flex-wrap gap-4">
        {ACCENTS.map((hex) => (
          <div key={hex} {...accentProps(hex)}>
            <Button kind="primary">{t('book')}</Button>
          </div>
        ))}
      </div>
    </Section>
  )
}

export function Type() {
  const t = useSample()
  return (
    <Section title={t('type')}>
      <table>
        <tbody>
          {SIZES.map((size) => (
            <tr key={size}>
              <td className="pe-6 align-baseline tabular text-13 text-ink-3">{size}</td>
              <td
                className={`text-${size} ${size > 17 ? 'font-bold' : ''}`}
                style={{ fontSize: `var(--text-${size})` }}
              >
                {t('typeSample')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}

export function Buttons() {
  const t = useSample()
  return (
    <Section title={t('buttons')}>
      <div className="flex flex-wrap items-center gap-2">
        <Button kind="primary">{t('book')}</Button>
        <LinkButton to="#buttons" icon={<Phone />}>
          {t('call')}
        </LinkButton>
        <Button icon={<Plus />}>{t('quiet')}</Button>
        <Button kind="danger">{t('danger')}</Button>
        <Button kind="bare">{t('bare')}</Button>
        <IconButton label={t('photos')} icon={<Camera />} />
        <IconButton label={t('calendar')} icon={<CalendarDays />} kind="quiet" />
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Button kind="primary" pending>
          {t('pending')}
        </Button>
        <Button kind="primary" disabled>
          {t('disabled')}
        </Button>
        <Button size="small">{t('quiet')}</Button>
        <Button size="small" kind="primary">
          {t('approve')}
        </Button>
        <StatusTag kind="order" status="in_progress" />
        <KeyHint keys={['Ctrl', 'K']} />
      </div>
      <p>
        {t.rich('linkText', {
          link: (chunks) => (
            <a className="link" href="#main">
              {chunks}
            </a>
          ),
        })}
      </p>
    </Section>
  )
}
