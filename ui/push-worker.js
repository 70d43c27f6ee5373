// Runs in the browser without a page: a push message is empty, so it says only that there is something to see. The words
// are the ones of whoever switched it on.
const said = new URL(self.location.href).searchParams;
const PAGE = '/me/notices';

self.addEventListener('push', (event) => {
  event.waitUntil(self.registration.showNotification(said.get('title'), {
    body: said.get('body'),
    lang: said.get('lang'),
    icon: '/favicon.svg',
    tag: 'sala', // one, however many messages came
    renotify: true,
  }));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const show = async () => {
    // no other window is led there: somebody may be writing in it
    const windows = await self.clients.matchAll({ type: 'window' });
    const there = windows.find(({ url }) => new URL(url).pathname === PAGE);
    return there ? there.focus() : self.clients.openWindow(PAGE);
  };
  event.waitUntil(show());
});
