import { createContext, useContext } from 'react'
import type { PageProblem } from '../../../web/ui/form.tsx'
import type { OrderData } from './order-data.ts'
import type { Called, Method } from './use-api.ts'

/** The sheet and how its parts change it. */
export interface Sheet extends OrderData {
  /** Calls REST below `/api/service-request/<id>`. */
  act: <Body = unknown>(method: Method, path: string, body?: unknown, once?: string) => Promise<Called<Body>>
  call: <Body = unknown>(method: Method, path: string, body?: unknown) => Promise<Called<Body>>
  busy: boolean
  problem: PageProblem | undefined
}

const SheetContext = createContext<Sheet | null>(null)
export const SheetProvider = SheetContext

/** The sheet around this part. */
export function useSheet(): Sheet {
  const sheet = useContext(SheetContext)
  if (!sheet) throw new Error('A part of the order page stands inside its sheet')
  return sheet
}
