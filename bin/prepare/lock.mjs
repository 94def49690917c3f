import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Runs `work` while no other process prepares the same checkout; waits for one that does. */
export async function alone(root, say, work) {
  const folder = path.join(root, '.cache')
  const file = path.join(folder, 'prepare.pid')
  mkdirSync(folder, { recursive: true })
  let told = false
  while (!(take(file) && (await kept(file)))) {
    if (!told) say('Another command is preparing this folder: waiting for it.')
    told = true
    await pause(250)
  }
  try {
    return await work()
  } finally {
    rmSync(file, { force: true })
  }
}

function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST')
      throw new Error(`This folder cannot be written: ${error.message}`, { cause: error })
  }
  if (!alive(holder(file))) rmSync(file, { force: true })
  return false
}

/** Two that find the same lock left over may each remove it once: whoever was robbed sees it a moment later. */
async function kept(file) {
  await pause(50)
  return holder(file) === process.pid && existsSync(file)
}

/** The process that holds the lock; 0 while its number is being written or when it has just gone. */
function holder(file) {
  try {
    return Number(readFileSync(file, 'utf8')) || process.pid
  } catch {
    return process.pid
  }
}

function alive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
