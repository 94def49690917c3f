import { expect, test } from 'vitest'
import { claimKey, type UnderWay, workPlaces } from './work-places.ts'

const HOUR = 3_600_000
const at = (hour: number): number => hour * HOUR
const KINDS: Record<string, string> = {
  one: 'bay',
  two: 'bay',
  bench: 'bench',
  ann: 'technician',
  bob: 'technician',
}
const kindOf = (id: string) => KINDS[id]
const claim = (resourceId: string, start: number, end: number) => ({
  resourceId,
  lane: 0,
  start: at(start),
  end: at(end),
})

/** Work from nine, planned until ten in bay one by Ann. */
const planned = (change: Partial<UnderWay> = {}): UnderWay => ({
  appointmentId: 'visit',
  work: 'running',
  begun: at(9),
  promised: null,
  claims: [claim('one', 9, 10), claim('ann', 9, 10)],
  bayId: null,
  peopleIds: [],
  ...change,
})

function look(work: UnderWay, hour: number) {
  const { overruns, left } = workPlaces([work], kindOf, at(hour))
  return {
    overruns: overruns.map(({ resourceId, start, end }) => `${resourceId} ${start / HOUR}-${end / HOUR}`),
    left: [...left],
  }
}

test('as planned it holds nothing more until its claims are over, then until now or the promised time, for a day', () => {
  expect(look(planned(), 9.5)).toEqual({ overruns: [], left: [] })
  expect(look(planned(), 11).overruns).toEqual(['one 10-11', 'ann 10-11'])
  expect(look(planned({ promised: at(13) }), 9.5).overruns).toEqual(['one 10-13', 'ann 10-13'])
  expect(look(planned({ promised: at(40) }), 11).overruns).toEqual(['one 10-11', 'ann 10-11'])
  expect(look(planned({ work: 'waiting', promised: at(13) }), 11).overruns).toEqual(['one 10-11'])
  expect(look(planned(), 35).overruns).toEqual([])
})

test('the bay and the people of the order count more than the plan, from the beginning', () => {
  const moved = planned({ bayId: 'two', peopleIds: ['bob'] })
  const left = [claimKey('visit', 'one'), claimKey('visit', 'ann')]
  expect(look(moved, 9.5)).toEqual({ overruns: ['two 9-10', 'bob 9-10'], left })
  expect(look(moved, 11)).toEqual({ overruns: ['two 9-11', 'bob 9-11'], left })
  expect(look({ ...moved, work: 'waiting' }, 11).overruns).toEqual(['two 9-11'])
  expect(look(moved, 35).overruns).toEqual([])
})

test('what the order says as planned, or of another kind, takes nothing away', () => {
  expect(look(planned({ bayId: 'one', peopleIds: ['ann'] }), 11)).toEqual({
    overruns: ['one 10-11', 'ann 10-11'],
    left: [],
  })
  expect(look(planned({ peopleIds: ['ann', 'bob'] }), 11)).toEqual({
    overruns: ['one 10-11', 'ann 10-11', 'bob 9-11'],
    left: [],
  })
  expect(look(planned({ bayId: 'bench' }), 11).left).toEqual([])
  // A bay that is no more holds nothing, and takes nothing from the plan.
  expect(look(planned({ bayId: 'gone' }), 11)).toEqual({ overruns: ['one 10-11', 'ann 10-11'], left: [] })
})

test('work without a visit stands where the order says, for a day', () => {
  const walkIn = planned({ appointmentId: null, claims: [], bayId: 'two', peopleIds: ['bob'] })
  expect(look(walkIn, 11)).toEqual({ overruns: ['two 9-11', 'bob 9-11'], left: [] })
  expect(look({ ...walkIn, promised: at(15) }, 11).overruns).toEqual(['two 9-15', 'bob 9-15'])
  expect(look(walkIn, 34).overruns).toEqual([])
})
