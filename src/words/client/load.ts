import type { Locale } from '../../kit/i18n/locale.ts'
import type { Area } from '../../kit/i18n/area.ts'
import type { Messages } from '../messages.ts'

/** Fetches the words of an area in one file. */
export async function loadWords(area: Area, locale: Locale): Promise<Messages> {
  const { words } = await files[area][locale]()
  return words
}

const files: Record<Area, Record<Locale, () => Promise<{ words: Messages }>>> = {
  public: { en: () => import('./public.en.ts'), fa: () => import('./public.fa.ts') },
  follow: { en: () => import('./follow.en.ts'), fa: () => import('./follow.fa.ts') },
  time: { en: () => import('./time.en.ts'), fa: () => import('./time.fa.ts') },
  desk: { en: () => import('./desk.en.ts'), fa: () => import('./desk.fa.ts') },
  office: { en: () => import('./office.en.ts'), fa: () => import('./office.fa.ts') },
}
