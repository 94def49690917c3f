import { Outlet } from 'react-router'

/** The language segment of the path; the language itself is read from the path wherever it is needed. */
export default function LocaleSegment() {
  return <Outlet />
}
