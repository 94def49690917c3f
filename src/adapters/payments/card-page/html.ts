import { createHash } from 'node:crypto'
import { createTranslator } from 'use-intl/core'
import { localDigits } from '../../../kit/input/fold.ts'
import { formatMoney } from '../../../kit/money/format.ts'
import en from '../../../words/en/cardPage.json' with { type: 'json' }
import fa from '../../../words/fa/cardPage.json' with { type: 'json' }
import type { CardOutcome, CardSession } from './store.ts'

export type CardPageLocale = 'en' | 'fa'

const STYLE = `
:root{color-scheme:light dark;--ink:light-dark(#14202e,#e6ebf1);--ink-2:light-dark(#55657a,#a3b1c2);--sheet:light-dark(#fff,#1a222c);--line:light-dark(#cfd7e1,#3a4757);--blue:light-dark(#1d3f72,#9db9e8)}
*{box-sizing:border-box}
body{margin:0;background:light-dark(#eef1f5,#12181f);color:var(--ink);font:17px/1.6 Inter,system-ui,sans-serif}
[dir=rtl] body{font-family:Vazirmatn,Tahoma,sans-serif;line-height:1.8}
main{max-inline-size:28rem;margin:0 auto;padding:1.5rem 1rem 3rem}
header{display:flex;align-items:center;gap:.75rem;padding-block:.5rem 1rem;font-weight:600}
header span{inline-size:2rem;block-size:2rem;border:3px solid var(--blue);border-radius:4px;border-block-end-width:9px}
.warning{margin:0 0 1rem;padding:.5rem .75rem;border:1px dashed light-dark(#8a6500,#b08a2a);background:light-dark(#fff8e5,#2b2412);color:light-dark(#5c4300,#f0d78f);font-size:15px}
section,form{background:var(--sheet);border:1px solid var(--line);border-radius:6px;padding:1.25rem}
.amount{display:block;font-size:27px;overflow-wrap:normal;font-weight:600;line-height:1.25;font-variant-numeric:tabular-nums}
h1{font-size:inherit;margin:0}
dl{margin:0;display:grid;gap:.75rem}
dt{font-size:15px;color:var(--ink-2)}
dd{margin:0;overflow-wrap:anywhere}
form{margin-block-start:1rem;display:grid;gap:.75rem}
button,.button{font:inherit;min-block-size:3rem;padding:.5rem 1rem;border-radius:6px;border:1px solid var(--blue);background:var(--sheet);color:var(--blue);cursor:pointer;display:block;inline-size:100%;text-align:center;text-decoration:none}
.first{background:var(--blue);color:light-dark(#fff,#0f1b2d);font-weight:600}
button:focus-visible,.button:focus-visible,summary:focus-visible,select:focus-visible,input:focus-visible{outline:3px solid #e0a100;outline-offset:2px}
details{font-size:15px;color:var(--ink-2)}
summary{min-block-size:2rem;cursor:pointer}
label{display:block;margin-block:.5rem}
.check{display:flex;gap:.5rem;align-items:baseline}
select{font:inherit;min-block-size:2.75rem;inline-size:100%;margin-block-start:.25rem}
.state{font-size:21px;font-weight:600;margin:0 0 1rem}
.button{margin-block-start:1.25rem}`

/** The style's hash, for the page's own content security policy. */
export const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64')

const words = (locale: CardPageLocale) => createTranslator({ locale, messages: locale === 'fa' ? fa : en })

/** The page of a payment: its facts, and the choices while it is open, else what became of it. */
export function paymentPage(
  session: CardSession,
  outcome: CardOutcome | null,
  locale: CardPageLocale,
): string {
  const t = words(locale)
  const money = formatMoney({ amount: session.amount, currency: session.currency }, locale)
  const facts = `<section><dl>
${fact(t('amount'), `<span class="amount">${escape(money)}</span>`)}
${fact(t('for'), escape(session.description))}
${outcome?.maskedCard ? fact(t('card'), `<bdi dir="ltr">${escape(localDigits(outcome.maskedCard, locale))}</bdi>`) : ''}
${outcome?.bankReference ? fact(t('bankReference'), `<bdi dir="ltr">${escape(localDigits(outcome.bankReference, locale))}</bdi>`) : ''}
</dl></section>`
  const foot = outcome ? '' : choices(money, locale)
  const state = outcome ? `<p class="state" role="status">${escape(t(`done.${outcome.status}`))}</p>` : ''
  const back = outcome && backLink(session, outcome, t('back'))
  return document(locale, `${state}${facts}${foot}${back ?? ''}`)
}

/** The page for a reference that nobody knows. */
export function unknownPage(locale: CardPageLocale): string {
  return document(locale, `<p class="state">${escape(words(locale)('unknown'))}</p>`)
}

function choices(money: string, locale: CardPageLocale): string {
  const t = words(locale)
  const reports = [
    ['now', t('reportNow')],
    ['late', t('reportLate')],
    ['twice', t('reportTwice')],
    ['never', t('reportNever')],
  ].map(([value, label]) => `<option value="${value}">${escape(label ?? '')}</option>`)
  return `<form method="post">
<button class="first" name="choice" value="pay">${escape(t('pay', { amount: money }))}</button>
<button name="choice" value="fail">${escape(t('fail'))}</button>
<button name="choice" value="abandon">${escape(t('abandon'))}</button>
<details><summary>${escape(t('rehearse'))}</summary>
<label>${escape(t('report'))}<select name="report">${reports.join('')}</select></label>
<label class="check"><input type="checkbox" name="stay" value="1"><span>${escape(t('stay'))}</span></label>
</details></form>`
}

function backLink(session: CardSession, outcome: CardOutcome, label: string): string {
  const url = outcome.status === 'abandoned' ? session.cancelUrl : session.returnUrl
  return `<a class="button" href="${escape(url)}">${escape(label)}</a>`
}

const fact = (name: string, value: string) => `<div><dt>${escape(name)}</dt><dd>${value}</dd></div>`

function document(locale: CardPageLocale, body: string): string {
  const t = words(locale)
  return `<!doctype html>
<html lang="${locale}" dir="${locale === 'fa' ? 'rtl' : 'ltr'}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>${escape(t('title'))}</title><style>${STYLE}</style></head>
<body><main><header><span aria-hidden="true"></span><h1>${escape(t('bank'))}</h1></header>
<p class="warning">${escape(t('warning'))}</p>
${body}</main></body></html>
`
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`)
}
