import type { Route } from '../kit/http/route.ts'
import { routes as accounts } from './accounts/routes.ts'
import { routes as assets } from './assets/routes.ts'
import { garageRoutes } from './assets/routes-garage.ts'
import { routes as booking } from './booking/routes.ts'
import { scheduleRoutes } from './booking/schedule-routes.ts'
import { routes as catalog } from './catalog/routes.ts'
import { routes as customers } from './customers/routes.ts'
import { routes as household } from './household/routes.ts'
import { routes as invoices } from './invoices/routes.ts'
import { routes as integrations } from './integrations/routes.ts'
import { routes as intake } from './intake/routes.ts'
import { routes as messages } from './messages/routes.ts'
import { routes as payments } from './payments/routes.ts'
import { routes as platform } from './platform/routes.ts'
import { routes as privacy } from './privacy/routes.ts'
import { routes as repairs } from './repairs/routes.ts'
import { routes as shops } from './shops/routes.ts'
import { routes as staff } from './staff/routes.ts'

/** Every REST operation of the program. */
export const routes: readonly Route[] = [
  ...accounts,
  ...shops,
  ...customers,
  ...assets,
  ...garageRoutes,
  ...household,
  ...catalog,
  ...staff,
  ...booking,
  ...scheduleRoutes,
  ...repairs,
  ...invoices,
  ...payments,
  ...intake,
  ...messages,
  ...integrations,
  ...privacy,
  ...platform,
]
