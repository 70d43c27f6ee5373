package th.sala.room;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;

/// Where browsers reach rooms. Pages of other origins do not: Spring refuses their handshake while
/// no origin is named here.
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
class LiveConfiguration implements WebSocketConfigurer {
    private final LiveSocket socket;
    private final LiveDoor door;

    LiveConfiguration(LiveSocket socket, LiveDoor door) {
        this.socket = socket;
        this.door = door;
    }

    @Override
    public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
        registry.addHandler(socket, "/meetings/*/live").addInterceptors(door);
    }
}
