import { useDocument } from '../../../web/document.ts'
import { localText } from './local-text.ts'

/** Street and town in one line, in the direction of their own script. */
export function Address({ address, city }: { address: string; city: string }) {
  const { locale } = useDocument()
  const comma = /\p{Script=Arabic}/u.test(address + city) ? '، ' : ', '
  return <bdi>{localText(address + comma + city, locale)}</bdi>
}
