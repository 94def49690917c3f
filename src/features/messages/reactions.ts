import type { Reaction } from '../../kit/events/reactions.ts'
import { askForAnotherTime, tellAboutAppointments } from './about-appointments.ts'
import { tellAboutMoney } from './about-money.ts'
import { tellAboutProgress, tellNote, tellRequestReceived } from './about-orders.ts'
import { tellAboutWaitlist } from './about-waitlist.ts'
import { tellOwnersOfDecision } from './tell-owners.ts'
import { tellShopOfRequest } from './tell-shop.ts'
import { tellStaffOfTimeOff } from './tell-staff.ts'

export const reactions: readonly Reaction[] = [
  tellAboutAppointments,
  askForAnotherTime,
  tellAboutWaitlist,
  tellRequestReceived,
  tellAboutProgress,
  tellNote,
  tellAboutMoney,
  tellShopOfRequest,
  tellStaffOfTimeOff,
  tellOwnersOfDecision,
]
