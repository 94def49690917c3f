import { cx } from './class-names.ts'

/** The five hues of meaning. */
export type Hue = 'waiting' | 'working' | 'blocked' | 'ready' | 'over'

/** The drawn signs: each status has a shape as well as a hue, so that it reads in black and white. */
export type Shape =
  | 'ring'
  | 'planned'
  | 'half'
  | 'most'
  | 'parts'
  | 'pause'
  | 'alert'
  | 'check'
  | 'sent'
  | 'coin'
  | 'done'
  | 'cross'
  | 'dash'
  | 'draft'
  | 'back'

const drawings: Record<Shape, React.ReactNode> = {
  ring: <circle cx="6" cy="6" r="4.75" />,
  planned: (
    <>
      <circle cx="6" cy="6" r="4.75" />
      <path d="M6 3.4V6l1.8 1.2" />
    </>
  ),
  half: (
    <>
      <circle cx="6" cy="6" r="4.75" />
      <path className="solid" d="M6 1.25a4.75 4.75 0 0 1 0 9.5z" />
    </>
  ),
  most: (
    <>
      <circle cx="6" cy="6" r="4.75" />
      <path className="solid" d="M6 1.25a4.75 4.75 0 1 1-4.75 4.75H6z" />
    </>
  ),
  parts: (
    <>
      <path d="M6 .9 10.6 3.3v5.4L6 11.1 1.4 8.7V3.3z" />
      <path d="M1.6 3.4 6 5.8l4.4-2.4M6 5.8v5" />
    </>
  ),
  pause: <path strokeWidth="2.5" d="M3.5 1.5v9M8.5 1.5v9" />,
  alert: (
    <>
      <path className="solid" d="M6 .4 11.8 11H.2z" />
      <path className="cut" d="M6 4.2v3.2M6 8.6v1.1" />
    </>
  ),
  check: (
    <>
      <circle className="solid" cx="6" cy="6" r="5.5" />
      <path className="cut" d="m3.4 6.2 1.9 1.9 3.4-3.9" />
    </>
  ),
  sent: <path d="M1 6h9.5M7 2.5 10.5 6 7 9.5" />,
  coin: (
    <>
      <circle cx="6" cy="6" r="4.75" />
      <circle className="solid" cx="6" cy="6" r="1.75" />
    </>
  ),
  done: <path strokeWidth="1.75" d="m1.5 6.5 3 3 6-7" />,
  cross: <path strokeWidth="1.75" d="m2 2 8 8M10 2l-8 8" />,
  dash: <path strokeWidth="2" d="M1.5 6h9" />,
  draft: <circle cx="6" cy="6" r="4.75" strokeDasharray="2 1.7" />,
  back: <path d="M3.8 1.5 1 4.2l2.8 2.7M1.2 4.2h5.6a3.2 3.2 0 0 1 0 6.4H3.5" />,
}

/** A drawn sign of 12 px (16 large), in the colour of the text around it; always next to a word. */
export function Mark({ shape, large, className }: { shape: Shape; large?: boolean; className?: string }) {
  const turns = shape === 'sent' || shape === 'back'
  return (
    <svg
      className={cx('mark', large && 'mark-large', turns && 'turns', className)}
      viewBox="0 0 12 12"
      aria-hidden="true"
    >
      {drawings[shape]}
    </svg>
  )
}
