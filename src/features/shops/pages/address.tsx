import { useDocument } from '../../../web/document.ts'
import { localText } from './local-text.ts'

interface Props {
  /** Stands before the street: the shop's name. */
  before?: string
  address: string
  city: string
}

/** Street and town in one line, in the direction of their own script. */
export function Address({ before, address, city }: Props) {
  const { locale } = useDocument()
  const parts = [before, address, city].filter(Boolean)
  const comma = /\p{Script=Arabic}/u.test(parts.join('')) ? '، ' : ', '
  return <bdi>{localText(parts.join(comma), locale)}</bdi>
}
