import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { DocumentContext } from '../document.ts'
import { documentSettings } from '../testing/document.ts'
import { Money } from './values.tsx'

test('an amount reads in the direction of the page: its sign has none of its own', () => {
  const drawn = (locale: 'en' | 'fa') =>
    renderToString(
      <DocumentContext value={{ ...documentSettings, locale }}>
        <Money value={{ amount: 9690, currency: 'USD' }} />
      </DocumentContext>,
    )
  expect(drawn('en')).toMatch(/^<bdi dir="ltr".*\$96\.90<\/bdi>$/)
  expect(drawn('fa')).toMatch(/^<bdi dir="rtl".*۹۶٫۹۰\u00a0\$<\/bdi>$/)
})
