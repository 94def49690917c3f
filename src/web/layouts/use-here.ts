import { useLocation } from 'react-router'

/** The path of this page with its query: to come back to. */
export function useHere(): string {
  const { pathname, search } = useLocation()
  return pathname + search
}
