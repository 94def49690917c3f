import { useMatches } from 'react-router'
import { pageHandle } from '../handle.ts'

/** The width that the page inside a frame asks for by its `handle`. */
export function useWidth(): 'wide' | 'narrow' {
  const widths = useMatches().map(({ handle }) => pageHandle(handle)?.width)
  return widths.findLast((one) => one !== undefined) ?? 'wide'
}
