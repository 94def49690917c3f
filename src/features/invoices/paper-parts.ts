import { formatPhone } from '../../kit/input.ts'
import type { Locale } from '../../kit/context.ts'
import type { PaperAsset, PaperCustomer, PaperShop } from '../../kit/papers/types.ts'
import { formatNumber } from '../../kit/time/format.ts'
import type { AssetFacts } from '../assets/read.ts'
import { reading } from '../repairs/timeline-words.ts'
import type { Parties } from './parties.ts'

/** For whom a paper is written: the reader's language, and where the shop is, for its phone numbers. */
interface Reader {
  locale: Locale
  region: string
}

/** A paper's head: who gives it. */
export function shopOnPaper({ shop }: Parties, { locale, region }: Reader): PaperShop {
  const { name, address, phone, email, website, taxNumber } = shop
  return {
    name,
    address: address.map((line) => reading(line, locale)),
    ...given({ phone: phone && formatPhone(phone, region), email, website, taxNumber }),
  }
}

/** For whom a paper is. */
export function customerOnPaper({ customer }: Parties, { locale, region }: Reader): PaperCustomer {
  const { name, address, phone, email } = customer
  return {
    name,
    ...(address ? { address: reading(address, locale).split('\n') } : {}),
    ...given({ phone: phone && formatPhone(phone, region), email }),
  }
}

/** The vehicle or device of a paper. */
export function assetOnPaper(
  { kind, make, model, year, plate, vin, odometer, imei, serial }: AssetFacts,
  locale: Locale,
): PaperAsset {
  const title = model.toLowerCase().startsWith(make.toLowerCase()) ? model : `${make} ${model}`
  const comma = locale === 'fa' ? '، ' : ', '
  return {
    kind,
    title: year ? `${title}${comma}${formatNumber(year, locale, { useGrouping: false })}` : title,
    ...given({
      plate,
      vin,
      imei,
      serial,
      odometer: odometer === null ? null : formatNumber(odometer, locale),
    }),
  }
}

/** The members that are there. */
function given<T extends Record<string, string | null>>(members: T): { [K in keyof T]?: string } {
  const present = Object.entries(members).filter(
    (entry): entry is [string, string] => entry[1] !== null && entry[1] !== '',
  )
  return Object.fromEntries(present) as { [K in keyof T]?: string }
}
