import type { ReactNode } from 'react'

export interface BottomBarProps {
  /** What it will cost, tax said. */
  price?: ReactNode
  /** When, or what is still missing. */
  note?: ReactNode
  /** The one next button. */
  next: ReactNode
}

/** The bar at the foot of a task: price, time, and the one next button. Inside the form it sends. */
export function BottomBar({ price, note, next }: BottomBarProps) {
  return (
    <div className="bottom-bar">
      <div className="bottom-bar-in">
        <div className="bottom-bar-facts">
          {price ? <div className="bottom-bar-price">{price}</div> : null}
          {note ? <div className="bottom-bar-note">{note}</div> : null}
        </div>
        {next}
      </div>
    </div>
  )
}
