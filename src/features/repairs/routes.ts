import type { Route } from '../../kit/http/route.ts'
import { statusRoutes } from './routes-status.ts'

export const routes: Route[] = [...statusRoutes]
