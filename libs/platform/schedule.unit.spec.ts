import { describe, expect, it } from '@jest/globals';
import { readConfig } from './config.js';
import { readSchedule } from './schedule.js';
import { readSmtpUrl } from './smtp-url.js';

describe('DIGEST', () => {
  it('takes days of the week, days of the month and days before meetings', () => {
    expect(readSchedule('weekly:mon:08:00, monthly:1:23:59,meetings:5:00:00')).toEqual([
      { text: 'weekly:mon:08:00', time: '08:00', every: 'week', weekday: 1 },
      { text: 'monthly:1:23:59', time: '23:59', every: 'month', day: 1 },
      { text: 'meetings:5:00:00', time: '00:00', every: 'meeting', daysBefore: 5 },
    ]);
  });

  it.each([
    'weekly:8:00',
    'weekly:monday:08:00',
    'weekly:mon:24:00',
    'weekly:1:08:00',
    'monthly:29:08:00',
    'monthly:0:08:00',
    'meetings:61:08:00',
    'daily:08:00',
    'weekly:mon:08:00,weekly:mon:08:00',
  ])('refuses %s in one line that says what may be written', (text) => {
    expect(() => readSchedule(text)).toThrow(/^DIGEST must be weekly:mon:08:00.*\(it is ".*"\)\.$/);
  });

  it('needs what it sends by and links to', () => {
    const MAIL = { SMTP_URL: 'smtp://localhost:25', MAIL_FROM: 'ledger@example.org' };
    const PUBLIC_URL = 'https://ledger.example';
    const DIGEST = 'weekly:mon:08:00';
    expect(() => readConfig({ DIGEST, PUBLIC_URL })).toThrow(/^DIGEST needs SMTP_URL:/);
    expect(() => readConfig({ DIGEST, ...MAIL })).toThrow(/^DIGEST needs PUBLIC_URL:/);
    expect(() => readConfig({ SMTP_URL: MAIL.SMTP_URL })).toThrow(/^SMTP_URL needs MAIL_FROM/);
    expect(() => readConfig({ ...MAIL, MAIL_FROM: 'a@b.example\nBcc: c@d.example' })).toThrow(/MAIL_FROM must be/);
    expect(readConfig({ DIGEST, PUBLIC_URL, ...MAIL })).toMatchObject({ DIGEST, ...MAIL });
  });
});

describe('SMTP_URL', () => {
  it('is read into what is connected to; without TLS only to this machine, unless somebody says so', () => {
    expect(readSmtpUrl('smtps://me:p%40ss@mail.example')).toEqual({
      host: 'mail.example',
      port: 465,
      secure: true,
      requireTLS: false,
      auth: { user: 'me', pass: 'p@ss' },
    });
    expect(readSmtpUrl('smtp://mail.example')).toMatchObject({ port: 587, secure: false, requireTLS: true });
    expect(readSmtpUrl('smtp://mail.example:25?requireTLS=false')).toMatchObject({ port: 25, requireTLS: false });
    expect(readSmtpUrl('smtp://127.0.0.1:2525')).toMatchObject({ requireTLS: false });
  });

  it.each([
    'http://me:hush@host',
    'smtp://me:hush%@host',
    'smtp:',
    'smtp://me:hush@host?tls=no',
    'smtp://me:hush@host/path',
  ])('refuses %s without quoting it', (url) => {
    expect(() => readSmtpUrl(url)).toThrow(/^(?!.*hush)SMTP_URL must be/);
  });
});
