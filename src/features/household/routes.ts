import { z } from 'zod'
import { noContent, ok, type Route, route } from '../../kit/http/route.ts'
import { InviteMember, inviteMember, revokeInvitation } from './invite.ts'
import { joinHousehold } from './join.ts'
import { EditMember, editMember, leaveHousehold, removeMember } from './members.ts'
import { AnswerQuestion, answerMember, askHead } from './questions.ts'
import { readHousehold } from './read-household.ts'
import { HouseholdAnswer, presentHousehold } from './shapes.ts'

const id = () => z.string().max(64)
const member = z.strictObject({ account_id: id() })
const question = z.strictObject({ question_id: id() })
const common = { tag: 'household', access: 'account' } as const
const done = { 204: z.undefined() }

export const routes: Route[] = [
  route({
    ...common,
    method: 'GET',
    path: '/api/me/household',
    summary: 'Your household, the one that you are in, and what is asked in both',
    answers: { 200: HouseholdAnswer },
    handler: async (ctx) => ok(presentHousehold(await readHousehold(ctx))),
  }),
  route({
    ...common,
    method: 'POST',
    path: '/api/me/household/invitations',
    summary: 'Ask somebody into your household by a link, by mail or text message',
    body: InviteMember,
    answers: done,
    handler: async (ctx, { body }) => {
      await inviteMember(ctx, body)
      return noContent()
    },
  }),
  route({
    ...common,
    method: 'DELETE',
    path: '/api/me/household/invitations/{invitation_id}',
    summary: 'End an open link into your household',
    params: z.strictObject({ invitation_id: id() }),
    answers: done,
    handler: async (ctx, { params }) => {
      await revokeInvitation(ctx, params.invitation_id)
      return noContent()
    },
  }),
  route({
    ...common,
    method: 'POST',
    path: '/api/me/household/join',
    summary: 'Join a household by the link that was sent',
    body: z.strictObject({ token: z.string().min(1).max(200) }),
    answers: done,
    handler: async (ctx, { body }) => {
      await joinHousehold(ctx, body.token)
      return noContent()
    },
  }),
  route({
    ...common,
    method: 'POST',
    path: '/api/me/household/leave',
    summary: 'Leave the household that you are in',
    answers: done,
    handler: async (ctx) => {
      await leaveHousehold(ctx)
      return noContent()
    },
  }),
  route({
    ...common,
    method: 'PATCH',
    path: '/api/me/household/members/{account_id}',
    summary: 'Change the limit of a member of your household, and what you share with them',
    params: member,
    body: EditMember,
    answers: done,
    handler: async (ctx, { params, body }) => {
      await editMember(ctx, params.account_id, body)
      return noContent()
    },
  }),
  route({
    ...common,
    method: 'DELETE',
    path: '/api/me/household/members/{account_id}',
    summary: 'Take a member out of your household',
    params: member,
    answers: done,
    handler: async (ctx, { params }) => {
      await removeMember(ctx, params.account_id)
      return noContent()
    },
  }),
  route({
    ...common,
    method: 'POST',
    path: '/api/me/household/questions/{question_id}/ask',
    summary: 'Ask the head of your household about what was refused above your limit',
    params: question,
    answers: done,
    handler: async (ctx, { params }) => {
      await askHead(ctx, params.question_id)
      return noContent()
    },
  }),
  route({
    ...common,
    method: 'POST',
    path: '/api/me/household/questions/{question_id}/answer',
    summary: 'Answer what a member of your household asks; a yes holds for seven days',
    params: question,
    body: AnswerQuestion,
    answers: done,
    handler: async (ctx, { params, body }) => {
      await answerMember(ctx, params.question_id, body)
      return noContent()
    },
  }),
]
