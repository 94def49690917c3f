import { useTranslations } from 'use-intl'
import { SubmitButton } from '../../../../web/ui/button.tsx'
import { Form } from '../../../../web/ui/form.tsx'
import { Notice } from '../../../../web/ui/notice.tsx'
import { Section } from '../../../../web/ui/page.tsx'
import { When } from '../../../../web/ui/values.tsx'

interface Props {
  /** Since when there is a link. */
  since: number | null
  /** The link that was made just now. */
  link: string | null
  /** The zone of its date where none is around: a customer's links are no shop's. */
  zone?: string
}

/** The secret link to one's own calendar: make it, make it anew, end it. */
export function FeedSection({ since, link, zone }: Props) {
  const t = useTranslations('schedule')
  return (
    <Section title={t('feed.title')}>
      <p className="measure text-ink-2">{t('feed.text')}</p>
      {link ? (
        <Notice kind="ready" title={t('feed.made')}>
          <p>
            <a href={link} className="link ltr-run [overflow-wrap:anywhere]">
              {link}
            </a>
          </p>
        </Notice>
      ) : since ? (
        <p>{t.rich('feed.since', { at: () => <When at={since} show="date" zone={zone} /> })}</p>
      ) : null}
      <div className="flex flex-wrap items-center gap-4">
        <Form method="post" action="?do=feed">
          <SubmitButton kind="quiet">{t(since || link ? 'feed.renew' : 'feed.make')}</SubmitButton>
        </Form>
        {since || link ? (
          <Form method="post" action="?do=end-feed">
            <SubmitButton kind="danger">{t('feed.end')}</SubmitButton>
          </Form>
        ) : null}
      </div>
      {since || link ? <p className="small text-ink-2">{t('feed.renewHint')}</p> : null}
    </Section>
  )
}
