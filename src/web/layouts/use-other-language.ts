import { choicePath } from '../paths.ts'
import { useDocument } from '../document.ts'
import { useHere } from './use-here.ts'

/** The address that shows this page in the other language, and remembers it. */
export function useOtherLanguage(): string {
  const { locale } = useDocument()
  const here = useHere()
  return choicePath('locale', locale === 'fa' ? 'en' : 'fa', here)
}
