import type { Route } from '../../kit/http/route.ts'
import { deskRoutes } from './routes-desk.ts'
import { orderRoutes } from './routes-order.ts'
import { sheetRoutes } from './routes-sheet.ts'
import { statusRoutes } from './routes-status.ts'

export const routes: Route[] = [...statusRoutes, ...orderRoutes, ...sheetRoutes, ...deskRoutes]
