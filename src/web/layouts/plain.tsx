import { Outlet } from 'react-router'
import { usePaths } from '../document.ts'
import { PlainShell } from '../ui/shell.tsx'
import { useOtherLanguage } from './use-other-language.ts'

/** The frame of sign-in, registration and the like: one narrow column. */
export default function PlainLayout() {
  return (
    <PlainShell home={usePaths().home()} otherLanguage={useOtherLanguage()}>
      <Outlet />
    </PlainShell>
  )
}
