import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { usePaths } from '../document.ts'
import { Head } from '../head.tsx'
import { LinkButton } from '../ui/button.tsx'

export const handle = { noScripts: true }

const parts = [
  { part: 'customers', lines: ['find', 'price', 'follow', 'history'] },
  { part: 'shops', lines: ['work', 'money', 'yours'] },
  { part: 'open', lines: ['source', 'not', 'money', 'tracking'] },
] as const

/** What the platform is, for whom, and what it is not. */
export default function About() {
  const t = useTranslations('about')
  const to = usePaths()
  return (
    <article className="measure">
      <Head title={t('title')} description={t('description')} />
      <h1>{t('title')}</h1>
      <p className="mt-4 text-17">{t('lead')}</p>
      {parts.map(({ part, lines }) => (
        <section key={part} className="mt-8">
          <h2>{t(`${part}.heading`)}</h2>
          {lines.map((line) => (
            <p key={line} className="mt-3">
              {t(`${part}.${line}` as 'open.money')}
            </p>
          ))}
          {part === 'shops' ? (
            <p className="mt-3">
              <Link className="link" to={to.openShop()}>
                {t('openShop')}
              </Link>
            </p>
          ) : null}
        </section>
      ))}
      <section className="mt-8">
        <h2>{t('languages.heading')}</h2>
        <p className="mt-3">{t('languages.text')}</p>
      </section>
      <p className="mt-3">
        <Link className="link" to={to.apiDocs()}>
          {t('api')}
        </Link>
      </p>
      <p className="mt-8">
        <LinkButton to={to.home()} kind="primary">
          {t('find')}
        </LinkButton>
      </p>
    </article>
  )
}
