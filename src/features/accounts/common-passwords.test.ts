import { expect, test } from 'vitest'
import { isCommonPassword } from './common-passwords.ts'

const lines = (text: string) => text.trim().split('\n')
const own = ['Sara Karimi', 'sara.karimi80@example.com']

test('one known word, a run, a date, a repetition or a phone number is common', () => {
  const common = lines(`
password123
Passw0rd!!
P@ssw0rd2024
iloveyou1990
qwertyuiop
1234567890
9876543210
۱۲۳۴۵۶۷۸۹۰
1qaz2wsx3edc
a1b2c3d4e5
aaaaaaaaaa
abababababab
dragondragon
abc12abc12abc12
Football2024!
welcome-1234
letmein!!!!
basketball
09121234567
mohammad1370
perspolis1
رمزعبور۱۲۳۴`)
  for (const text of common) expect([text, isCommonPassword(text)]).toEqual([text, true])
})

test('so are the own name and address', () => {
  for (const text of lines('sarakarimi\nsara.karimi80\nKarimi-Sara-1990\nkarimi-sara-22\nSara Karimi!')) {
    expect([text, isCommonPassword(text, own), isCommonPassword(text)]).toEqual([text, true, false])
  }
})

test('a few words together, or anything random, is not', () => {
  const fine = lines(`
Fixbay-demo-1
Kestrel-harbour-7
three quiet words
Correct-Horse-9
Str0ng-Passw0rd!
سه کلمه‌ی ساده
v9kQ!m2zLp
sara likes green tea`)
  for (const text of [...fine, 'xy'.repeat(99)]) {
    expect([text, isCommonPassword(text, own)]).toEqual([text, text.startsWith('xyxy')])
  }
})
