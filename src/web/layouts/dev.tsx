import { type LoaderFunctionArgs, Outlet } from 'react-router'
import { notFound } from '../../kit/errors.ts'
import { pageCtx } from '../../kit/http/page-context.ts'

/** Pages for those who build or try the program; elsewhere there are none. */
export function loader({ context }: LoaderFunctionArgs): null {
  const { demo, development } = pageCtx(context).services.config
  if (!demo && !development) throw notFound()
  return null
}

/** No frame: each of these pages brings its own. */
export default function DevLayout() {
  return <Outlet />
}
