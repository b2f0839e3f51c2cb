# Copies what `mvn package` made; builds nothing.
FROM eclipse-temurin:25-jre AS layers
WORKDIR /layers
COPY server/target/griot.jar griot.jar
RUN java -Djarmode=tools -jar griot.jar extract --layers --destination extracted

FROM eclipse-temurin:25-jre
RUN groupadd --system griot \
 && useradd --system --gid griot --create-home --home-dir /var/lib/griot griot
WORKDIR /opt/griot
COPY --from=layers /layers/extracted/dependencies/ ./
COPY --from=layers /layers/extracted/spring-boot-loader/ ./
COPY --from=layers /layers/extracted/snapshot-dependencies/ ./
COPY --from=layers /layers/extracted/application/ ./
ENV GRIOT_MODE=production
ENV GRIOT_DATA_DIR=/var/lib/griot
USER griot
EXPOSE 8080
ENTRYPOINT ["java", "-XX:+UseG1GC", "-XX:MaxRAMPercentage=70", "-XX:+ExitOnOutOfMemoryError", "-Dfile.encoding=UTF-8", "--enable-native-access=ALL-UNNAMED", "-jar", "griot.jar"]
CMD ["serve"]
