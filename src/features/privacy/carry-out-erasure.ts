import { audit } from '../../kit/audit.ts'
import type { Ctx, Locale } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { record } from '../../kit/events/events.ts'
import { translator } from '../../kit/i18n/translator.ts'
import { accountById } from '../accounts/account.ts'
import { customerById } from '../customers/read.ts'
import { shopById } from '../shops/find.ts'
import { hindranceOf } from './ask-erasure.ts'
import type { Certificate } from './certificate.ts'
import { certificateText } from './certificate-words.ts'
import { dropFiles, eraseCustomerRecord, type Occasion } from './erase-customer-record.ts'
import { holdingOf, holdingsOf } from './holdings.ts'
import {
  eraseAuditWords,
  eraseAuthor,
  eraseGarage,
  eraseHousehold,
  eraseSelf,
  eraseSignIn,
  eraseTraces,
  joinLooseRecords,
} from './store-erase-account.ts'
import { selectOpenOrders } from './store-erase.ts'
import { type Erasure, lockErasure, noteFailure, selectDueErasures, updateErasure } from './store-erasures.ts'
import { tellPerson } from './tell-person.ts'

const AT_ONCE = 50

/**
 * Does every erasure whose time has come, each in a transaction of its own. One that fails is logged and tried again
 * later; it does not stop those behind it.
 */
export async function carryOutErasures(ctx: Ctx): Promise<void> {
  for (;;) {
    const due = await selectDueErasures(ctx, AT_ONCE)
    if (due.length === 0) return
    for (const id of due) await carryOutAlone(ctx, id)
  }
}

async function carryOutAlone(ctx: Ctx, id: string): Promise<void> {
  try {
    await carryOut(ctx, id)
  } catch (error) {
    ctx.services.log.error({ err: error, erasure: id }, 'an erasure failed')
    await noteFailure(ctx, id)
  }
}

async function carryOut(ctx: Ctx, id: string): Promise<void> {
  await transaction(ctx, async (tx) => {
    const erasure = await lockErasure(tx, id)
    if (!erasure) return
    if (erasure.accountId) await eraseAccount(tx, erasure, erasure.accountId)
    else if (erasure.shopId && erasure.customerId)
      await eraseCustomer(tx, erasure, erasure.shopId, erasure.customerId)
  })
}

const occasionOf = (erasure: Erasure, askedBy: Occasion['askedBy']): Occasion => ({
  erasureId: erasure.id,
  askedAt: erasure.askedAt,
  askedBy,
})

async function eraseAccount(tx: Ctx, erasure: Erasure, accountId: string): Promise<void> {
  const account = await accountById(tx, accountId)
  if (!account) return updateErasure(tx, erasure.id, { doneAt: tx.now })
  if (account.email && account.emailVerifiedAt) await joinLooseRecords(tx, accountId, account.email)
  const hindrance = await hindranceOf(tx, accountId)
  if (hindrance) {
    await updateErasure(tx, erasure.id, { refusedAt: tx.now, refusedReason: hindrance })
    const text = translator(account.locale, 'errors')(`reasons.${hindrance}`)
    return tellPerson(tx, account, { template: 'erasureRefused', text, path: '/me/privacy' })
  }
  const parts: Certificate[] = []
  for (const holding of await holdingsOf(tx, accountId)) {
    const shop = await shopById(tx, holding.shopId)
    parts.push(await eraseCustomerRecord(tx, shop, holding, occasionOf(erasure, 'person')))
  }
  parts.push(await eraseOwn(tx, erasure, account))
  await updateErasure(tx, erasure.id, { doneAt: tx.now })
  const subject = { kind: 'account', id: accountId } as const
  await audit(tx, { action: 'privacy.eraseAccount', subject, after: { erasure: erasure.id } })
  await record(tx, { type: 'account.erased', shopId: null, subject })
  await sayGoodbye(tx, { ...account, id: null }, erasure, parts)
}

/** What is the account's alone: how it is signed in to, its garage, its messages, itself. */
async function eraseOwn(
  tx: Ctx,
  erasure: Erasure,
  account: { id: string; email: string | null; phone: string | null; locale: Locale },
): Promise<Certificate> {
  const { id, email, phone, locale } = account
  const name = translator(locale, 'privacy')('erasedName')
  const sessions = await eraseSignIn(tx, id, phone)
  await eraseHousehold(tx, id)
  const garage = await eraseGarage(tx, id)
  const { messages, storageKeys } = await eraseTraces(tx, id, { email, phone })
  await eraseAuthor(tx, id, name)
  await eraseSelf(tx, id, name)
  await eraseAuditWords(tx, id)
  dropFiles(tx, storageKeys)
  return {
    format: 'fixbay-erasure-certificate/1',
    number: erasure.id,
    erasedAt: tx.now.toString(),
    askedAt: erasure.askedAt.toString(),
    askedBy: 'person',
    shop: null,
    subject: { kind: 'account', id },
    erased: [
      { what: 'account', count: 1 },
      { what: 'sessions', count: sessions },
      { what: 'garage', count: garage },
      { what: 'messages', count: messages },
    ],
    kept: [{ what: 'audit', count: null, until: null }],
  }
}

async function eraseCustomer(tx: Ctx, erasure: Erasure, shopId: string, customerId: string): Promise<void> {
  const customer = await customerById(tx, shopId, customerId)
  if (!customer) return updateErasure(tx, erasure.id, { doneAt: tx.now })
  const holding = await holdingOf(tx, shopId, customerId)
  if ((await selectOpenOrders(tx, holding)).length > 0)
    return updateErasure(tx, erasure.id, { refusedAt: tx.now, refusedReason: 'repair_open' })
  const shop = await shopById(tx, shopId)
  const certificate = await eraseCustomerRecord(tx, shop, holding, occasionOf(erasure, 'shop'))
  await updateErasure(tx, erasure.id, { doneAt: tx.now })
  // Whom the program forgot after years without work is not written to once more.
  if (erasure.askedBy === null) return
  await sayGoodbye(tx, { ...customer, id: null, calendar: shop.calendar }, erasure, [certificate])
}

/** The certificate in words, to the address that is forgotten with it. */
async function sayGoodbye(
  tx: Ctx,
  person: Parameters<typeof tellPerson>[1],
  erasure: Erasure,
  parts: readonly Certificate[],
): Promise<void> {
  await tellPerson(tx, person, {
    template: 'erasureDone',
    when: tx.now,
    number: erasure.id,
    text: parts.map((part) => certificateText(part, person.locale)).join('\n\n'),
    lastWord: true,
  })
}
