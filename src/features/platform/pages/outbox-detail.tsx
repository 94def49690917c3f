import { useTranslations } from 'use-intl'
import { usePaths } from '../../../web/document.ts'
import { Back, Download } from '../../../web/icons.tsx'
import { LinkButton } from '../../../web/ui/button.tsx'
import { Facts, Section, Sections } from '../../../web/ui/page.tsx'
import { HueTag } from '../../../web/ui/status-tag.tsx'
import { Ltr, Money, When } from '../../../web/ui/values.tsx'
import type { OutboxMail, OutboxMessage, OutboxText } from '../outbox.ts'

/** A message whole: its envelope, and every part as its receiver gets it. */
export function OutboxDetail({ message, back }: { message: OutboxMessage; back: string }) {
  const t = useTranslations('outbox')
  return (
    <article className="min-w-0">
      <p className="pb-4 lg:hidden">
        <LinkButton to={back} kind="bare" icon={<Back />}>
          {t('back')}
        </LinkButton>
      </p>
      {message.kind === 'email' ? <MailParts message={message} /> : <TextParts message={message} />}
    </article>
  )
}

function MailParts({ message: { id, at, refused, mail } }: { message: OutboxMail }) {
  const t = useTranslations('outbox')
  const parts = `${usePaths().devOutbox()}/${encodeURIComponent(id)}`
  const { from, replyTo, to, rejected, ical } = mail
  return (
    <Sections>
      <div>
        <h2 className="pb-3">
          <bdi>{mail.subject || t('noSubject')}</bdi>
        </h2>
        <Facts
          rows={[
            [
              t('to'),
              <Recipients
                key="to"
                addresses={to.map(({ address }) => address)}
                rejected={refused ? to.map(({ address }) => address) : rejected}
              />,
            ],
            [
              t('from'),
              <span key="from">
                <bdi>{from.name}</bdi> <Ltr>{from.address}</Ltr>
              </span>,
            ],
            [t('replyTo'), replyTo ? <Ltr key="reply">{replyTo.address}</Ltr> : null],
            [t('sent'), <When key="at" at={at} dateForm="medium" />],
          ]}
        />
      </div>
      <Section title={t('html')}>
        <iframe
          src={`${parts}/html`}
          title={t('html')}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          className="h-[36rem] w-full border border-line-2 bg-sheet"
        />
      </Section>
      <Section title={t('text')}>
        <pre className="whitespace-pre-wrap wrap-anywhere font-[inherit]">
          <Linked text={mail.text} />
        </pre>
      </Section>
      {ical ? (
        <Section
          title={t('calendarMethod', { method: ical.method })}
          aside={
            <LinkButton to={`${parts}/calendar`} reloadDocument size="small" icon={<Download />}>
              {t('download')}
            </LinkButton>
          }
        >
          <pre dir="ltr" className="small whitespace-pre-wrap wrap-anywhere">
            {ical.content}
          </pre>
        </Section>
      ) : null}
    </Sections>
  )
}

function TextParts({ message: { at, refused, sms } }: { message: OutboxText }) {
  const t = useTranslations('outbox')
  return (
    <Sections>
      <div>
        <h2 className="pb-3">{t('sms')}</h2>
        <Facts
          rows={[
            [t('to'), <Recipients key="to" addresses={[sms.to]} rejected={refused ? [sms.to] : []} />],
            [t('sent'), <When key="at" at={at} dateForm="medium" />],
            [t('parts'), t('partCount', { count: sms.parts, encoding: sms.encoding })],
            [t('cost'), <Money key="cost" value={sms.cost} />],
          ]}
        />
      </div>
      <Section title={t('text')}>
        <p className="measure whitespace-pre-line wrap-anywhere">
          <Linked text={sms.text} />
        </p>
      </Section>
    </Sections>
  )
}

function Recipients({ addresses, rejected }: { addresses: readonly string[]; rejected: readonly string[] }) {
  const t = useTranslations('outbox')
  return (
    <ul>
      {addresses.map((address) => (
        <li key={address} className="flex flex-wrap gap-x-3">
          <Ltr>{address}</Ltr>
          {rejected.includes(address) ? (
            <HueTag hue="blocked" shape="alert" plain>
              {t('refused')}
            </HueTag>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

/** A plain text with its addresses as links, as mail programs and phones show it. */
function Linked({ text }: { text: string }) {
  return (
    <bdi className="block">
      {text.split(/(https?:\/\/[^\s\u2066-\u2069]+)/).map((piece, index) =>
        index % 2 === 1 ? (
          <a key={index} href={piece} className="link">
            {piece}
          </a>
        ) : (
          piece
        ),
      )}
    </bdi>
  )
}
