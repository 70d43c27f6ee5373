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
    const [open] = await self.clients.matchAll({ type: 'window' });
    if (!open) return self.clients.openWindow(PAGE);
    await open.focus();
    return open.navigate(PAGE);
  };
  event.waitUntil(show());
});
